from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "hub.site"
    label = "hub_site"
