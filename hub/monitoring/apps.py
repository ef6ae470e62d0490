from django.apps import AppConfig


class MonitoringConfig(AppConfig):
    name = "hub.monitoring"

    def ready(self) -> None:
        from hub.cases.registry import register
        from hub.monitoring import requests, rounds

        for chapter in (*requests.CHAPTERS, rounds.MonitoringChapter()):
            register(chapter)
