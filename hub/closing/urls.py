"""Addresses of closing a quarter."""

from django.urls import path

from hub.closing import views

urlpatterns = [
    path("office/quarter/", views.closing, name="closing"),
    path("office/quarter/<str:quarter>/remind/<str:procedure>/", views.remind, name="closing_remind"),
]
