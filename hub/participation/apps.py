from django.apps import AppConfig


class ParticipationConfig(AppConfig):
    name = "hub.participation"

    def ready(self) -> None:
        from hub.cases.registry import register
        from hub.participation import early_end, extension, notices

        for chapter in (*notices.CHAPTERS, extension.ExtensionChapter(), early_end.EarlyEndChapter()):
            register(chapter)
