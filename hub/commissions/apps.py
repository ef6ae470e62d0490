from django.apps import AppConfig


class CommissionsConfig(AppConfig):
    name = "hub.commissions"

    def ready(self) -> None:
        from hub.accounts import second_factor
        from hub.cases import rights
        from hub.commissions.access import may_decide, papers_closed_to, papers_open_to, sits
        from rules.procedure import COMMISSION

        rights.let_see(papers_open_to)
        rights.let_not_see(papers_closed_to)
        rights.let_act(COMMISSION, may_decide)
        second_factor.require_of(sits)
