from django.apps import AppConfig


class RegistrationConfig(AppConfig):
    name = "hub.registration"

    def ready(self) -> None:
        from hub.cases.registry import register
        from hub.registration.activity import ActivityChapter
        from hub.registration.chapter import RegistrationChapter

        register(RegistrationChapter())
        register(ActivityChapter())
