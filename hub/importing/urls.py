"""Addresses of the import of an earlier register, beside the list of participants."""

from django.urls import path

from hub.importing import head_views, views

urlpatterns = [
    path("office/participants/imports/", views.imports, name="imports"),
    path("office/participants/imports/template.xlsx", views.import_template, name="import_template"),
    path("office/participants/imports/<int:pk>/", views.import_page, name="import"),
    path("office/participants/imports/<int:pk>/apply/", views.import_apply, name="import_apply"),
    path("office/participants/<int:pk>/head/", head_views.head_invite, name="head_invite"),
    path("office/participants/imports/<int:pk>/faults.csv", views.import_faults, name="import_faults"),
]
