"""What the needs that many tables share (`rules.needs`) ask of the facts of a case."""

from collections.abc import Mapping

from hub.cases import drafts
from hub.cases.chapter import Doing, NeedTest


def reasoned(doing: Doing) -> bool:
    return bool(str(doing.given.get("reasons", "")).strip())


COMMON: Mapping[str, NeedTest] = {
    "complete": lambda doing: not drafts.problems(doing.case, doing.on),
    "declared": lambda doing: doing.given.get("declared") is True,
    "has_remarks": lambda doing: doing.case.remarks.filter(notice=None).exists(),
    "no_open_remarks": lambda doing: not doing.case.remarks.filter(notice=None).exists(),
    "answered": lambda doing: not doing.case.remarks.exclude(notice=None).filter(answered_at=None).exists(),
    "reasoned": reasoned,
}
