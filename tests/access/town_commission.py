"""Two commissions at work: a closed sitting with what followed from it, an open one, one being prepared."""

from __future__ import annotations

from datetime import datetime, timedelta

from hub.commissions import sittings
from hub.commissions.models import Commission, Sitting
from hub.register.models import Participant
from tests import world
from tests.access.people import DECIDED as DECIDED_ON
from tests.access.scene import DECIDED, LONG_AGO, NOW, REFERRED, YESTERDAY, Scene

AGREEMENT = {
    "signed_on": NOW.date().isoformat(),
    "years": 1,
    "fees": [{"kind": "rate", "amount": "1"}],
    "report_form": "2026-1",
}


def _refer(scene: Scene, *stages: str) -> None:
    for stage in stages:
        scene.cases[stage] = world.referred(scene.cases[stage], scene.officer, REFERRED)


def _sitting(scene: Scene, name: str, at: datetime, *stages: str) -> Sitting:
    commission = Commission.objects.get(actor="commission")
    made = sittings.plan(commission, on=at.date(), place="Астана", by=scene.clerk, at=at)
    for stage in stages:
        scene.items[stage] = sittings.put_on_agenda(made, scene.cases[stage], by=scene.clerk, at=at)
        scene.args[f"{stage} item"] = (scene.items[stage].pk,)
    scene.sittings[name], scene.args[f"{name} sitting"] = made, (made.pk,)
    return made


def decide(scene: Scene) -> None:
    """A closed sitting: one application refused, three approved; one takes part today, one did until yesterday."""
    _refer(scene, *DECIDED_ON)
    sitting = _sitting(scene, "closed", DECIDED, *DECIDED_ON)
    sittings.convene(sitting, by=scene.chair, at=DECIDED)
    for stage in DECIDED_ON:
        _vote(scene, stage)
    sittings.dissent(scene.items["approved"], text="canary-dissent", by=scene.member, at=DECIDED)
    sittings.close(sitting, by=scene.chair, at=DECIDED)
    _enter(scene, "participant", "canary-agreement")
    _enter(scene, "ended", "Д-1")
    over = {"since": LONG_AGO - timedelta(days=365), "until": YESTERDAY}
    Participant.objects.filter(case=scene.cases["ended"]).update(**over)
    scene.args["certificate"] = (scene.cases["participant"].participant.certificates.get().number,)


def _enter(scene: Scene, stage: str, agreement: str) -> None:
    """The agreement, the certificate, the entry in the register."""
    given = AGREEMENT | {"number": agreement}
    dates = {"signed_on": NOW.date()}
    case = world.do(scene.cases[stage], "agree", scene.officer, NOW, given=given, dates=dates)
    case = world.do(case, "certify", scene.officer, NOW)
    scene.cases[stage] = world.do(case, "enter", scene.officer, NOW)


def _vote(scene: Scene, stage: str) -> None:
    item, against = scene.items[stage], stage == "refused"
    sittings.declare_conflict(item, reason=f"canary-conflict-{stage}", by=scene.conflicted, at=DECIDED)
    for persona in ("chair", "deputy", "member"):
        sittings.vote(
            item,
            vote="against" if against else "for",
            grounds=("plan",) if against else (),
            reasons=f"canary-reasons-{stage}",
            by=scene.people[persona],
            at=DECIDED,
        )
    sittings.close_item(item, by=scene.chair, at=DECIDED)


def sit_today(scene: Scene) -> None:
    """An open sitting with one vote cast, one being prepared, one of the other commission; a case on no agenda."""
    _refer(scene, "waiting", "tabled", "agenda")
    sitting = _sitting(scene, "open", NOW, "agenda")
    sittings.convene(sitting, by=scene.chair, at=NOW)
    item = scene.items["agenda"]
    sittings.declare_conflict(item, reason="canary-conflict-agenda", by=scene.conflicted, at=NOW)
    sittings.vote(item, vote="for", reasons="canary-ballot", by=scene.member, at=NOW)
    _sitting(scene, "planned", NOW, "tabled")
    other = Commission.objects.get(actor="independent_commission")
    made = sittings.plan(other, on=NOW.date(), place="Алматы", by=scene.secretary, at=NOW)
    scene.sittings["other"], scene.args["other sitting"] = made, (made.pk,)
