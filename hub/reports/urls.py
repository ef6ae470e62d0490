"""Addresses of quarterly reports."""

from django.urls import path

from hub.reports import office_views, views

urlpatterns = [
    path("reports/<uuid:case_id>/pdf/", views.pdf, name="report_pdf"),
    path("reports/<uuid:case_id>/correct/", views.correct, name="report_correct"),
    path("reports/<uuid:case_id>/sheet/", views.sheet, name="report_sheet"),
    path("reports/<uuid:case_id>/sheet/template/", views.sheet_template, name="report_sheet_template"),
    path("reports/<uuid:case_id>/sheet/read/", views.sheet_read, name="report_sheet_read"),
    path("reports/<uuid:case_id>/sheet/apply/", views.sheet_apply, name="report_sheet_apply"),
    path("office/reports/", office_views.reports, name="reports"),
    path("office/stays/", office_views.stays, name="stays"),
]
