"""The register of participants and the check of certificates."""

from django.urls import path

from hub.register import views
from hub.register.agreements import views as agreements

urlpatterns = [
    path("register/", views.register, name="register"),
    path("register/<str:bin>/", views.participant, name="participant"),
    path("certificates/", views.certificates, name="certificates"),
    path("certificates/<path:number>/", views.certificate, name="certificate"),
    path("office/cases/<uuid:case_id>/agreement/", agreements.drawing_up, name="agreement_draft"),
    path("office/cases/<uuid:case_id>/agreement/<str:form>/", agreements.drawn_up, name="agreement_draft_file"),
]
