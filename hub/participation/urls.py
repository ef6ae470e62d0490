"""Addresses of a participant's life and of the Technopark's work with participants."""

from django.urls import path

from hub.participation import agreement_views, office_views, views

urlpatterns = [
    path("participations/<int:pk>/", views.participation, name="participation"),
    path("participations/<int:pk>/calendar/", views.calendar, name="obligations"),
    path("participations/<int:pk>/feed/", views.feed_make, name="feed_make"),
    path("participations/<int:pk>/feed/revoke/", views.feed_revoke, name="feed_revoke"),
    path("office/participants/", office_views.participants, name="participants"),
    path(
        "participations/<int:pk>/agreements/<int:agreement>/<str:what>/",
        agreement_views.agreement_file,
        name="agreement_file",
    ),
    path("office/participants/<int:pk>/amend/", agreement_views.amend, name="amend"),
    path("office/participants/<int:pk>/end/", office_views.begin_early_end, name="early_end_begin"),
    path("office/reminders/", office_views.reminders, name="reminders"),
    path("office/reminders/<int:pk>/drop/", office_views.reminder_drop, name="reminder_drop"),
]
