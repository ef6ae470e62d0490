"""Addresses of registration beside those of its cases."""

from django.urls import path

from hub.registration import views

urlpatterns = [path("cases/<uuid:case_id>/plan/", views.plan, name="plan")]
