"""Addresses of a person's rights over their data, and of the office that answers for it."""

from django.urls import path

from hub.personal_data import office_views, views

urlpatterns = [
    path("account/data/", views.my_data, name="my_data"),
    path("account/data/copy/", views.take_away, name="take_away"),
    path("account/data/correct/", views.correct, name="data_correct"),
    path("account/data/erase/", views.erase, name="data_erase"),
    path("account/data/consents/<int:pk>/withdraw/", views.withdraw, name="consent_withdraw"),
    path("consents/<str:purpose>/", views.consent_text, name="consent_text"),
    path("office/data/", office_views.data_requests, name="data_requests"),
    path("office/data/<uuid:pk>/", office_views.data_request, name="data_request"),
    path("office/seen/", office_views.seen, name="seen"),
]
