"""The register of participants and the check of certificates."""

from django.urls import path

from hub.register import views

urlpatterns = [
    path("register/", views.register, name="register"),
    path("register/<str:bin>/", views.participant, name="participant"),
    path("certificates/", views.certificates, name="certificates"),
    path("certificates/<str:number>/", views.certificate, name="certificate"),
]
