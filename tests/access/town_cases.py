"""Applications at every stage, with canaries in all that people wrote: plans, file names, remarks, answers, notes."""

from __future__ import annotations

from hub.accounts.models import Membership, Organisation, User
from hub.cases import drafts
from hub.cases.models import Remark
from hub.documents import translation
from hub.documents.models import Translation
from tests import world
from tests.access.people import PHONES
from tests.access.scene import FILED, LONG_AGO, NOW, OTHERS, REFERRED, STAGES, TOMORROW, YESTERDAY, Scene, kept_file


def apply(scene: Scene) -> None:
    for stage in (*STAGES, *OTHERS):
        _application(scene, stage)


def _head(scene: Scene, stage: str) -> User:
    return scene.people[OTHERS.get(stage, "owner")]


def _company(scene: Scene, stage: str) -> Organisation:
    """An organisation of company A with all its people, or another's with its head."""
    owner = _head(scene, stage)
    made = world.organisation(f"{stage} ЖШС", f"ТОО «{stage}»", owner=owner, on=LONG_AGO)
    if stage in OTHERS:
        return made
    if stage == "participant":
        Membership.objects.create(user=scene.participant, organisation=made, capacity="owner", since=LONG_AGO)
    Membership.objects.create(user=scene.weak, organisation=made, capacity="owner", since=LONG_AGO)
    for persona in ("editor", "reader"):
        Membership.objects.create(user=scene.people[persona], organisation=made, capacity=persona, since=LONG_AGO)
    Membership.objects.create(user=scene.disabled, organisation=made, capacity="owner", since=LONG_AGO)
    Membership.objects.create(user=scene.removed, organisation=made, capacity="owner", since=LONG_AGO, until=YESTERDAY)
    Membership.objects.create(user=scene.removed, organisation=made, capacity="owner", since=TOMORROW)
    return made


def _application(scene: Scene, stage: str) -> None:
    """An application with canaries in its plan and its file name; filed, but for the draft."""
    company = _company(scene, stage)
    owner = _head(scene, stage)
    contacts = {"email": f"canary-contact-{stage}@example.kz", "phone": PHONES[stage]}
    case = world.draft(company, owner, FILED, project=f"canary-plan-{stage}", **contacts)
    extra = kept_file(f"canary-file-{stage}.pdf", "ru", company, owner)
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


def check(scene: Scene) -> None:
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
        source = kept_file(f"canary-english-{heap}.pdf", "en", case.organisation, scene.owner)
        case.attachments.create(slot="extra", file=source, added_at=FILED)
        translation.ask([source], into="ru", by=scene.officer, at=REFERRED)
        row = Translation.objects.get(source=source)
        if heap != "queued":
            translation.take(row.pk, by=scene.translator, at=REFERRED)
        scene.args[f"{heap} translation"] = (row.pk,)
        scene.args[f"{heap} source"] = (case.pk, source.pk)
    result = kept_file("canary-english-result.pdf", "ru", case.organisation, scene.translator)
    translation.deliver(row.pk, result, by=scene.translator, at=REFERRED)
    scene.args["done result"] = (case.pk, result.pk)
