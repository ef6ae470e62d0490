"""The public site: what the technopark is, how to take part, the Rules, the figures."""

from django.urls import path

from hub.site import views

urlpatterns = [
    path("", views.home, name="home"),
    path("how/", views.how, name="how"),
    path("self-check/", views.self_check, name="self_check"),
    path("rules/", views.rules, name="rules"),
    # A passage has a slash in its number: 7/1.
    path("rules/<path:number>/", views.clause, name="clause"),
    path("statistics/", views.statistics, name="statistics"),
    path("commissions/", views.commissions, name="commissions"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("gallery/", views.gallery, name="gallery"),
]
