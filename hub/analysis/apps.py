from django.apps import AppConfig


class AnalysisConfig(AppConfig):
    name = "hub.analysis"

    def ready(self) -> None:
        from hub.analysis.chapter import AnalysisChapter
        from hub.cases.registry import register

        register(AnalysisChapter())
