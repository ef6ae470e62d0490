"""The town of the access tests: two companies, the technopark, two commissions, and applications at every stage.

Everything sensitive carries a canary, a word that stands nowhere else; `CANARIES` of the table says who may read it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from hub.accounts.models import Invitation, Membership, Organisation, Role, RoleGrant, User
from hub.audit.models import Event
from hub.cases import drafts
from hub.cases.models import Case, Remark
from hub.commissions import sittings
from hub.commissions.models import Charter, Commission, Item, Seat, Sitting
from hub.demo.people import ACCOUNTS
from hub.documents import store, translation
from hub.documents.models import Translation
from hub.notices.models import Notice
from hub.reference import changes
from hub.reference.models import MrpValue
from rules.text import Text
from tests import world
from tests.documents import samples

ALMATY = ZoneInfo("Asia/Almaty")
NOW = datetime(2026, 5, 18, 10, 0, tzinfo=ALMATY)
FILED = NOW - timedelta(days=7)
REFERRED = NOW - timedelta(days=6)
DECIDED = NOW - timedelta(days=4)
YESTERDAY, TOMORROW = NOW.date() - timedelta(days=1), NOW.date() + timedelta(days=1)
LONG_AGO = date(2026, 1, 1)

STAGES = ("draft", "check", "remarks", "waiting", "tabled", "agenda", "approved", "refused", "participant")
"""The cases of company A, each of an organisation of its own: an organisation has one open case of a kind."""

AGREEMENT = {
    "number": "canary-agreement",
    "signed_on": NOW.date().isoformat(),
    "years": 2,
    "fee_kind": "rate",
    "fee_amount": "1",
    "report_form": "2026-1",
}


@dataclass
class Scene:
    """People by persona (also as attributes), and the objects that stand in addresses by name: what `reverse` takes."""

    people: dict[str, User] = field(default_factory=dict)
    cases: dict[str, Case] = field(default_factory=dict)
    sittings: dict[str, Sitting] = field(default_factory=dict)
    items: dict[str, Item] = field(default_factory=dict)
    args: dict[str, tuple[Any, ...]] = field(default_factory=dict)

    def __getattr__(self, persona: str) -> User:
        try:
            return self.__dict__["people"][persona]
        except KeyError:
            raise AttributeError(persona) from None


def build() -> Scene:
    """The whole town, as it stands on `NOW`; in the transaction of the caller."""
    scene = Scene()
    _people(scene)
    _commissions(scene)
    for stage in (*STAGES, "foreign"):
        _application(scene, stage)
    _checked(scene)
    _decided(scene)
    _sitting_today(scene)
    _company_objects(scene)
    _office_objects(scene)
    for stage, case in scene.cases.items():
        scene.cases[stage] = Case.objects.get(pk=case.pk)
    return scene


# --- people ----------------------------------------------------------------------------------------------------------
def _people(scene: Scene) -> None:
    roles = {
        "officer": Role.REGISTRATION,
        "translator": Role.TRANSLATION,
        "secretary": Role.SECRETARY,
        "reference": Role.REFERENCE,
        "authorised": Role.AUTHORISED_BODY,
        "auditor": Role.AUDITOR,
        "administrator": Role.ADMINISTRATOR,
    }
    for persona in ("owner", "reader", "removed", "owner_b", "other_member", "disabled"):
        scene.people[persona] = world.person(f"{persona}@example.kz", f"Адам {persona}")
    scene.people["editor"] = world.person("canary-colleague@example.kz", "Адам editor")
    for persona, role in roles.items():
        scene.people[persona] = world.person(f"{persona}@example.kz", f"Адам {persona}", roles=(role,))
    _rights_of_yesterday(scene.removed)
    RoleGrant.objects.create(user=scene.disabled, role=Role.REGISTRATION, since=LONG_AGO, reason="тест")
    scene.disabled.is_active = False
    scene.disabled.save()
    world.person(ACCOUNTS[0].email, "Адам demo")


def _rights_of_yesterday(user: User) -> None:
    """Every role until yesterday, and again from tomorrow: none today."""
    for role in Role.values:
        RoleGrant.objects.create(user=user, role=role, since=LONG_AGO, until=YESTERDAY, reason="тест")
        RoleGrant.objects.create(user=user, role=role, since=TOMORROW, reason="тест")


def _commissions(scene: Scene) -> None:
    commission, users = world.commission()
    scene.people |= {"chair": users[0], "deputy": users[1], "member": users[2], "conflicted": users[3]}
    scene.people |= {"clerk": users[-1]}
    seat = {"commission": commission, "kind": "state", "order": "Приказ № 2"}
    over = Seat.objects.create(user=scene.removed, since=LONG_AGO, until=YESTERDAY, **seat)
    Seat.objects.create(user=scene.removed, since=TOMORROW, **seat)
    scene.args["commission"] = (commission.pk,)
    scene.args["seat"], scene.args["seat over"] = (Seat.objects.get(user=users[2]).pk,), (over.pk,)
    other = Commission.objects.create(
        actor="independent_commission", name_kk="Комиссия", name_ru="Комиссия", name_en="Commission"
    )
    Charter.objects.create(commission=other, since=LONG_AGO, order="Приказ № 3", quorum_percent=60, majority_percent=50)
    Seat.objects.create(commission=other, user=scene.other_member, kind="state", since=LONG_AGO, order="Приказ № 4")


# --- applications ----------------------------------------------------------------------------------------------------
def _company(scene: Scene, stage: str) -> Organisation:
    """An organisation of company A with all its people, or the one of company B."""
    owner = scene.owner_b if stage == "foreign" else scene.owner
    made = world.organisation(f"{stage} ЖШС", f"ТОО «{stage}»", owner=owner, on=LONG_AGO)
    if stage == "foreign":
        return made
    for persona in ("editor", "reader"):
        Membership.objects.create(user=scene.people[persona], organisation=made, capacity=persona, since=LONG_AGO)
    Membership.objects.create(user=scene.disabled, organisation=made, capacity="owner", since=LONG_AGO)
    Membership.objects.create(user=scene.removed, organisation=made, capacity="owner", since=LONG_AGO, until=YESTERDAY)
    Membership.objects.create(user=scene.removed, organisation=made, capacity="owner", since=TOMORROW)
    return made


def _application(scene: Scene, stage: str) -> None:
    """An application with canaries in its plan and its file name; filed, but for the draft."""
    company = _company(scene, stage)
    owner = scene.owner_b if stage == "foreign" else scene.owner
    case = world.draft(company, owner, FILED, project=f"canary-plan-{stage}")
    extra = _file(f"canary-file-{stage}.pdf", "ru", company, owner)
    attachment = drafts.attach(case, "extra", extra, single=False, by=owner, at=FILED)
    scene.args |= {
        stage: (case.pk,),
        f"{stage} document": (case.pk, extra.pk),
        f"{stage} attachment": (case.pk, attachment.pk),
        f"{stage} company": (company.bin,),
        f"{stage} begin": ("registration", company.bin),
        f"{stage} filing": (case.pk, 1),
    }
    if stage != "draft":
        case = world.do(case, "file", owner, FILED, given={"declared": True})
        receipt = case.entries.get().papers.get()
        scene.args[f"{stage} receipt"] = (case.pk, receipt.file_id)
    scene.cases[stage] = case


def _file(name: str, language: str, company: Organisation, by: User) -> Any:
    return store.take(world.upload(PDF, name), language=language, organisation=company, by=by, at=FILED)


PDF = samples.pdf()


def _remark(scene: Scene, stage: str, text: str) -> Remark:
    made = Remark.objects.create(
        case=scene.cases[stage],
        part="about",
        clause="9(1)",
        text=text,
        written_by=scene.officer,
        written_at=REFERRED,
    )
    scene.args[f"{stage} {text}"] = (made.case_id, made.pk)
    return made


def _checked(scene: Scene) -> None:
    """`check` was remarked upon and answered, `remarks` waits for answers; both hold what was not sent yet."""
    for stage in ("check", "remarks"):
        _remark(scene, stage, f"canary-remark-{stage}")
        scene.cases[stage] = world.do(scene.cases[stage], "remark", scene.officer, REFERRED)
    scene.cases["check"].remarks.update(answer="canary-answer", answered_at=REFERRED, answered_by=scene.editor)
    scene.cases["check"] = world.do(scene.cases["check"], "answer", scene.editor, REFERRED, given={"declared": True})
    _remark(scene, "check", "canary-unsent-remark")
    scene.cases["check"].ticks.create(
        clause="11", filing=1, holds=False, note="canary-note", by=scene.officer, at=REFERRED
    )
    scene.cases["remarks"].remarks.update(answer="canary-unsent-answer", answered_at=NOW, answered_by=scene.owner)
    _typed_not_sent(scene)
    _translations(scene)


def _typed_not_sent(scene: Scene) -> None:
    case = scene.cases["remarks"]
    typed = dict(case.parts.get(key="about").data) | {"head": ["canary-unsent-edit"]}
    drafts.save_part(case, "about", typed, seen=1, by=scene.owner, at=NOW)


def _translations(scene: Scene) -> None:
    """Three English documents of `check`: one waits, one is in the translator's hands, one is done."""
    case = scene.cases["check"]
    for heap in ("queued", "held", "done"):
        source = _file(f"canary-english-{heap}.pdf", "en", case.organisation, scene.owner)
        case.attachments.create(slot="extra", file=source, added_at=FILED)
        translation.ask([source], into="ru", by=scene.officer, at=REFERRED)
        row = Translation.objects.get(source=source)
        if heap != "queued":
            translation.take(row.pk, by=scene.translator, at=REFERRED)
        scene.args[f"{heap} translation"] = (row.pk,)
        scene.args[f"{heap} source"] = (case.pk, source.pk)
    result = _file("canary-english-result.pdf", "ru", case.organisation, scene.translator)
    translation.deliver(row.pk, result, by=scene.translator, at=REFERRED)
    scene.args["done result"] = (case.pk, result.pk)


# --- the commission --------------------------------------------------------------------------------------------------
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


def _decided(scene: Scene) -> None:
    """A closed sitting: one application refused, two approved, one of those a participant today."""
    stages = ("approved", "refused", "participant")
    _refer(scene, *stages)
    sitting = _sitting(scene, "closed", DECIDED, *stages)
    sittings.convene(sitting, by=scene.chair, at=DECIDED)
    for stage in stages:
        _vote(scene, stage)
    sittings.dissent(scene.items["approved"], text="canary-dissent", by=scene.member, at=DECIDED)
    sittings.close(sitting, by=scene.chair, at=DECIDED)
    case = world.do(
        scene.cases["participant"],
        "agree",
        scene.officer,
        NOW,
        given=AGREEMENT,
        dates={"signed_on": NOW.date()},
    )
    case = world.do(case, "certify", scene.officer, NOW)
    scene.cases["participant"] = world.do(case, "enter", scene.officer, NOW)
    scene.args["certificate"] = (case.participant.certificates.get().number,)


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


def _sitting_today(scene: Scene) -> None:
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


# --- rooms of a company and of the technopark ------------------------------------------------------------------------
def _company_objects(scene: Scene) -> None:
    for stage, owner in (("check", scene.owner), ("foreign", scene.owner_b)):
        company = scene.cases[stage].organisation
        invitation = Invitation.objects.create(
            organisation=company, email=f"canary-invited-{stage}@example.kz", invited_by=owner, invited_at=NOW
        )
        scene.args[f"{stage} invitation"] = (company.bin, invitation.pk)
        scene.args[f"{stage} token"] = (invitation.token,)
        for row in company.memberships.filter(since=LONG_AGO).select_related("user"):
            persona = next(name for name, user in scene.people.items() if user == row.user)
            scene.args[f"{stage} {persona}"] = (company.bin, row.pk)
    scene.args["crossed invitation"] = (scene.args["check company"][0], scene.args["foreign invitation"][1])
    scene.args["crossed colleague"] = (scene.args["check company"][0], scene.args["foreign owner_b"][1])
    scene.args["crossed document"] = (scene.cases["check"].pk, scene.args["foreign document"][1])
    scene.args["crossed attachment"] = (scene.cases["draft"].pk, scene.args["remarks attachment"][1])
    scene.args["crossed remark"] = (scene.cases["foreign"].pk, scene.args["check canary-unsent-remark"][1])
    notice = Notice.objects.create(user=scene.owner, subject="canary-notice", text="Текст", path="/ru/", at=NOW)
    scene.args["notice"] = (notice.pk,)
    token = Invitation.objects.create(
        organisation=scene.cases["draft"].organisation,
        email=scene.owner_b.email,
        invited_by=scene.owner,
        invited_at=NOW,
    ).token
    scene.args["token for owner_b"] = (token,)


def _office_objects(scene: Scene) -> None:
    grant = RoleGrant.objects.create(user=scene.translator, role=Role.REFERENCE, since=TOMORROW, reason="canary-grant")
    reason = Text("Ауыстыру", "Перенос", "Moved")
    change = changes.correct_day(
        date(2026, 9, 7), working=False, reason=reason, decree="№ 1", by=scene.reference, at=NOW
    )
    from hub.reference.models import DayCorrection

    scene.args |= {
        "grant": (grant.pk,),
        "change": (change.pk,),
        "other event": (Event.objects.exclude(action__startswith="calendar.").latest("pk").pk,),
        "correction": (DayCorrection.objects.get().pk,),
        "index": (MrpValue.objects.create(since=date(2027, 1, 1), amount=4500, source="Закон").pk,),
        "activity": ("1",),
        "clause": ("14",),
        "demo": (ACCOUNTS[0].key,),
        "confirmation": ("no-such-key",),
        "reset": ("1", "no-such-key"),
    }
