"""Addresses of the commission's room."""

from django.urls import path

from hub.commissions import act_views, membership_views, views

urlpatterns = [
    path("commission/", views.sittings, name="sittings"),
    path("commission/sittings/new/", act_views.plan, name="sitting_new"),
    path("commission/sittings/<int:pk>/", views.sitting, name="sitting"),
    path("commission/sittings/<int:pk>/minutes/", views.minutes, name="minutes"),
    path("commission/sittings/<int:pk>/move/", act_views.move, name="sitting_move"),
    path("commission/sittings/<int:pk>/agenda/", act_views.add_to_agenda, name="sitting_agenda"),
    path("commission/sittings/<int:pk>/open/", act_views.open_sitting, name="sitting_open"),
    path("commission/sittings/<int:pk>/attendance/", act_views.attendance, name="sitting_attendance"),
    path("commission/sittings/<int:pk>/close/", act_views.close_sitting, name="sitting_close"),
    path("commission/items/<int:pk>/", views.item, name="item"),
    path("commission/items/<int:pk>/vote/", act_views.vote, name="item_vote"),
    path("commission/items/<int:pk>/conflict/", act_views.declare_conflict, name="item_conflict"),
    path("commission/items/<int:pk>/close/", act_views.close_item, name="item_close"),
    path("commission/items/<int:pk>/dissent/", act_views.dissent, name="item_dissent"),
    path("commission/items/<int:pk>/remove/", act_views.remove_from_agenda, name="item_remove"),
    path("office/commissions/", membership_views.membership, name="membership"),
    path("office/commissions/<int:pk>/seats/new/", membership_views.seat_new, name="seat_new"),
    path("office/commissions/seats/<int:pk>/end/", membership_views.seat_end, name="seat_end"),
    path("office/commissions/<int:pk>/charters/new/", membership_views.charter_new, name="charter_new"),
]
