"""Addresses of the Technopark's work with requests and monitoring."""

from django.urls import path

from hub.monitoring import request_views, round_views

urlpatterns = [
    path("office/requests/", request_views.requests, name="requests"),
    path("office/requests/new/<str:procedure>/", request_views.request_new, name="request_new"),
    path("office/batches/<int:pk>/", request_views.batch, name="batch"),
    path("office/monitoring/", round_views.rounds, name="rounds"),
    path("office/monitoring/open/<str:quarter>/", round_views.rounds_open, name="rounds_open"),
    path("office/monitoring/<uuid:case_id>/visit/", round_views.visit, name="visit"),
    path("office/monitoring/<uuid:case_id>/visit/<int:pk>/photo/<uuid:file_id>/", round_views.photo, name="photo"),
]
