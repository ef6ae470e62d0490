"""Addresses of fees: a participant's own, and the desk of who keeps the money."""

from django.urls import path

from hub.fees import desk_views, office_views, views

urlpatterns = [
    path("participations/<int:pk>/fees/", views.fees, name="fees"),
    path("participations/<int:pk>/fees/account/<str:kind>/", views.fee_account, name="fee_account"),
    path("participations/<int:pk>/fees/refund/", desk_views.refund, name="fee_refund"),
    path("office/fees/", office_views.quarter, name="fee_quarter"),
    path("office/fees/assess/", office_views.assess, name="fee_assess"),
    path("office/fees/advance/<uuid:case_id>/", desk_views.advance, name="fee_advance"),
    path("office/fees/arrears/", office_views.arrears, name="fee_arrears"),
    path("office/fees/statements/", office_views.statements, name="fee_statements"),
    path("office/fees/mappings/", office_views.mappings, name="fee_mappings"),
    path("office/fees/desk/", desk_views.desk, name="fee_desk"),
    path("office/fees/desk/confirm/", desk_views.confirm, name="fee_confirm"),
    path("office/fees/lines/<int:pk>/", desk_views.line, name="fee_line"),
    path("office/fees/lines/<int:pk>/match/<int:participant>/", desk_views.match, name="fee_match"),
    path("office/fees/lines/<int:pk>/aside/", desk_views.aside, name="fee_aside"),
    path("office/fees/lines/<int:pk>/back/", desk_views.back, name="fee_back"),
]
