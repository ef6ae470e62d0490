from django.urls import path

from hub.reference import data_views, views

urlpatterns = [
    path("office/calendar/", views.office_calendar, name="office_calendar"),
    path("office/calendar/day/", views.calendar_day, name="calendar_day"),
    path("office/calendar/day/<int:pk>/drop/", views.calendar_drop, name="calendar_drop"),
    path("office/calendar/confirm/", views.calendar_confirm, name="calendar_confirm"),
    path("office/calendar/changes/<int:pk>/", views.calendar_change, name="calendar_change"),
    path("office/reference/", data_views.office_reference, name="office_reference"),
    path("office/reference/index/new/", data_views.mrp_enter, name="mrp_enter"),
    path("office/reference/index/<int:pk>/drop/", data_views.mrp_drop, name="mrp_drop"),
    path("office/reference/list/entry/", data_views.list_entry, name="list_entry"),
    path("office/reference/list/<str:key>/end/", data_views.list_end, name="list_end"),
]
