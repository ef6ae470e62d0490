from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "hub.config"

    def ready(self) -> None:
        from hub.config import checks

        checks.register_all()
