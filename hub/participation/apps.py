from django.apps import AppConfig


class ParticipationConfig(AppConfig):
    name = "hub.participation"

    def ready(self) -> None:
        from hub.cases.panels import show_in_cabinet
        from hub.cases.registry import register
        from hub.participation import cabinet, early_end, extension, notices

        for chapter in (*notices.CHAPTERS, extension.ExtensionChapter(), early_end.EarlyEndChapter()):
            register(chapter)
        show_in_cabinet("participation/_cabinet.html", cabinet.participations)
