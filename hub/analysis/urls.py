"""Addresses of the analyses (clause 70)."""

from django.urls import path

from hub.analysis import views

urlpatterns = [
    path("analyses/", views.analyses, name="analyses"),
    path("analyses/<str:quarter>/", views.analysis, name="analysis"),
    path("analyses/<str:quarter>/text/", views.write, name="analysis_write"),
    path("analyses/<str:quarter>/build/", views.rebuild, name="analysis_build"),
    path("analyses/<str:quarter>/file/<str:kind>/", views.analysis_file, name="analysis_file"),
]
