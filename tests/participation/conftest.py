"""A participant, registered by the portal's own acts, and shortcuts for what it does next."""

from datetime import date, timedelta

import pytest

from tests import world

AGREEMENT = {
    "number": "Д-1",
    "signed_on": "2026-06-15",
    "years": 1,
    "fees": [{"kind": "rate", "amount": "1"}],
    "report_form": "2026-1",
}
SIGNED = date(2026, 6, 15)
UNTIL = date(2027, 6, 14)


@pytest.fixture
def participant(filed, officer, monday):
    """Registered from 15 June 2026 to 14 June 2027, with a certificate, in the register."""
    case = world.decide(world.referred(filed, officer, monday), "for", monday + timedelta(days=1))
    signed = monday.replace(month=6, day=15)
    case = world.do(case, "agree", officer, signed, given=AGREEMENT, dates={"signed_on": SIGNED})
    case = world.do(case, "certify", officer, signed)
    return world.do(case, "enter", officer, signed).participant


@pytest.fixture
def begin(participant, applicant):
    """Begin a case of the participant and type its parts: part → field → value."""
    from hub.cases import drafts

    def begin(procedure, at, *, by=applicant, **parts):
        case = drafts.begin(procedure, participant.organisation, by=by, language="ru", at=at)
        for key, values in parts.items():
            kept = case.parts.filter(key=key).first()
            raw = {name: value if isinstance(value, list) else [value] for name, value in values.items()}
            typed = (dict(kept.data) if kept else {}) | raw
            drafts.save_part(case, key, typed, seen=kept.revision if kept else 0, by=by, at=at)
        return case

    return begin


@pytest.fixture
def attach(applicant):
    from hub.cases import drafts
    from hub.documents import store

    def attach(case, slot, at):
        file = store.take(world.upload(), language="ru", organisation=case.organisation, by=applicant, at=at)
        drafts.attach(case, slot, file, single=True, by=applicant, at=at)

    return attach
