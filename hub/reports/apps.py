from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "hub.reports"

    def ready(self) -> None:
        from hub.cases.registry import register
        from hub.register.ahead import tell_ahead
        from hub.register.sections import show_on_participation
        from hub.reports import lists, stays
        from hub.reports.chapter import ReportChapter

        register(ReportChapter())
        tell_ahead(stays.ahead)
        show_on_participation("reports/_section.html", lists.section)
