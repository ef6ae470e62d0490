"""Addresses of consents and disclosures."""

from django.urls import path

from hub.confidentiality import office_views, views

urlpatterns = [
    path("participations/<int:pk>/confidentiality/", views.confidentiality, name="confidentiality"),
    path("participations/<int:pk>/consents/new/", views.consent_give, name="consent_give"),
    path("participations/consents/<int:pk>/withdraw/", views.consent_end, name="consent_end"),
    path("participations/consents/<int:pk>/document/", views.consent_document, name="consent_document"),
    path("disclosures/<uuid:pk>/", views.disclosure, name="disclosure"),
    path("disclosures/<uuid:pk>/take/", office_views.disclosure_take, name="disclosure_take"),
    path("office/participants/<int:pk>/consents/new/", office_views.consent_record, name="consent_record"),
    path("office/participants/<int:pk>/disclose/", office_views.disclose_by_law, name="disclose_by_law"),
    path("office/consents/<int:pk>/disclose/", office_views.disclose, name="disclose"),
    path("office/disclosures/", office_views.all_disclosures, name="disclosures"),
]
