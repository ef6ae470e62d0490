from django.apps import AppConfig


class ReferenceConfig(AppConfig):
    name = "hub.reference"
