from typing import Any

from django.apps import AppConfig
from django.core import checks


class FeesConfig(AppConfig):
    name = "hub.fees"

    def ready(self) -> None:
        from hub.cases.registry import register
        from hub.fees import lists
        from hub.fees.chapter import FeeChapter
        from hub.register.sections import show_on_participation

        register(FeeChapter())
        checks.register(bank_details, checks.Tags.security, deploy=True)
        show_on_participation("fees/_section.html", lists.section)


def bank_details(**_asked: Any) -> list[checks.CheckMessage]:
    """Whether invoices can name the technopark's account (clause 32)."""
    from hub.fees.bank import BankError, bank

    try:
        bank()
    except BankError as error:
        return [checks.Error(str(error), id="hub.fees.E001")]
    return []
