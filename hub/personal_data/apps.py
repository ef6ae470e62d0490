from django.apps import AppConfig


class PersonalDataConfig(AppConfig):
    name = "hub.personal_data"
