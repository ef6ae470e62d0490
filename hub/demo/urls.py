"""Addresses of the demonstration, under /{lang}/demo/."""

from django.urls import path

from hub.demo import views

urlpatterns = [
    path("", views.accounts, name="demo"),
    path("as/<str:key>/", views.enter, name="demo_enter"),
    path("mail/", views.mailbox, name="demo_mail"),
]
