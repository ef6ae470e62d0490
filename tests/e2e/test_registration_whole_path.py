"""Registration from the self-check to the register: people at browsers of their own, with real files, in Russian."""

import shutil
import subprocess

import pytest

from hub.cases.models import Case
from hub.commissions.models import Sitting
from hub.register.models import Certificate
from hub.register.verify import SEAL
from rules.registration import APPROVED, AT_COMMISSION, CHECK, PARTICIPANT, PLAN_NOT_AS_APPENDIX_3, REFUSED, REMARKS
from tests import world
from tests.e2e.applying import (
    BIN,
    Path,
    answer,
    begin,
    check_oneself,
    file,
    invite_a_colleague,
    name_the_organisation,
    sign_up,
    write,
)

pytestmark = pytest.mark.browser
DUE = "details.hub-due"


@pytest.fixture
def staff(db, today):
    """The registration officer, the translator, and the commission: chair, deputy, three members, secretary."""
    world.person("officer@example.kz", "Дана Тексеруші", roles=("registration",))
    world.person("translator@example.kz", "Сәуле Аудармашы", roles=("translation",))
    world.commission()


@pytest.mark.clause("7", "8", "9", "10", "11", "12", "13", "14", "16", "17", "18", "20")
def test_cl7_to_20_the_whole_path(someone, staff, today, tmp_path):
    path = Path(someone, today)
    check_oneself(path)
    applicant = sign_up(path)
    name_the_organisation(applicant)
    invite_a_colleague(applicant)
    begin(path, applicant)
    applicant = write(path, applicant)
    file(path, applicant)
    officer = check_and_remark(path)
    answer(path, applicant)
    have_it_translated(path, officer)
    refer(path, officer)
    secretary = plan_a_sitting(path)
    decide(path)
    close_the_sitting(path, secretary)
    make_a_participant(path, officer)
    take_the_certificate(path, applicant)
    check_the_certificate(path, tmp_path)


# --- 3. the officer and the translator ---


def check_and_remark(path):
    me = path.come().sign_in("officer@example.kz")
    assert me.path == "/office/work/"
    me.press(f"main a[href$='{path.case}']")
    me.send("form[action$='/take/']")
    me.page.locator(f"{DUE} > summary").first.click()
    me.see(f"{DUE} .hub-cal .hub-cal__due")
    tick_everything(me)
    me.press("main a[href$='/remarks/']")
    write_remark(me, "kpi:kpi", "A3.6", "Укажите, по каким данным считается показатель.")
    write_remark(me, "location:slot-location_proof", "9(3)", "Приложите договор целиком.")
    me.press("main a[href$='/acts/remark/']")
    me.send()
    path.stands_at(REMARKS)
    assert path.record.entries.filter(act="remark").count() == 1
    return me


def tick_everything(me):
    for number in range(1, len(Case.objects.get().chapter.checklist) + 1):
        me.tick(f"#item-{number}-yes")
        me.page.fill(f"#note-{number}", "Проверено по документам")
    me.send("#checklist form")


def write_remark(me, place, clause, text):
    me.fill({"place": place, "clause": clause, "text": text})
    me.send()
    me.says(text)


def have_it_translated(path, officer):
    officer.go(path.case)
    officer.press("main a[href$='/compare/']")
    officer.says("Платящие клиенты по данным учёта", "ins")
    officer.go(f"{path.case}filed/1/")
    officer.go(f"{path.case}acts/refer/")
    officer.send(status=422)
    officer.go(path.case)
    officer.send("form[action$='/translate/']")
    me = path.come().sign_in("translator@example.kz")
    assert me.path == "/office/translations/"
    me.press("#desk-caption ~ * a")
    me.send("form[action$='/take/']")
    me.choose("#id_file", "Договор аренды, перевод.pdf")
    me.send("form[enctype]")


def refer(path, me):
    me.go(path.case)
    tick_everything(me)
    me.press("main a[href$='/acts/refer/']")
    me.send()
    path.stands_at(AT_COMMISSION)


# --- 4. the commission ---


def member(path, number):
    return path.come().sign_in(f"member{number}@example.kz")


def plan_a_sitting(path):
    me = member(path, 5)
    assert me.path == "/commission/"
    me.press("main a[href$='/sittings/new/']")
    me.fill({"on": path.day.isoformat(), "place": "Астана, зал 1"})
    me.send()
    me.tick(f"[name=cases][value='{path.record.pk}']")
    me.send("form[action$='/agenda/']")
    return me


def decide(path):
    """One member is recused; of the four others one votes against, which the chair's count outweighs."""
    chair = member(path, 0)
    sitting, item = Sitting.objects.get(), path.record.items.get()
    chair.go(f"/commission/sittings/{sitting.pk}/")
    chair.send("form[action$='/open/']")
    recuse(path, item)
    for number, vote in ((1, "for"), (2, "for"), (3, "against")):
        me = member(path, number)
        me.press(f"main a[href$='/commission/items/{item.pk}/']")
        cast(me, vote)
        if vote == "against":
            dissenter = me
        else:
            me.leave()
    chair.go(f"/commission/items/{item.pk}/")
    cast(chair, "for")
    chair.send("form[action$='/close/']")
    path.stands_at(APPROVED)
    dissenter.go(f"/commission/items/{item.pk}/")
    dissenter.page.click("#dissents summary")
    dissenter.fill({"text": "Показатели бизнес-плана считаю завышенными."})
    dissenter.send("form[action$='/dissent/']")
    dissenter.says("Показатели бизнес-плана считаю завышенными.", "#dissents")
    chair.go(f"/commission/sittings/{sitting.pk}/")
    chair.send("form[action$='/close/']")
    name, minutes = chair.download("a[href$='/minutes/']")
    assert name.endswith(".pdf")
    assert minutes.startswith(b"%PDF")


def recuse(path, item):
    """With the declaration the papers and the vote are gone at once."""
    me = member(path, 4)
    me.go(path.case)
    me.go(f"/commission/items/{item.pk}/")
    me.page.locator("details", has=me.page.locator("#id_conflict-reason")).locator("> summary").click()
    me.fill({"conflict-reason": "Супруга работает у заявителя."})
    me.send("form[action$='/conflict/']")
    assert not me.page.locator("#vote").count()
    me.go(path.case, status=404)
    me.leave()


def cast(me, vote):
    """A vote against names a ground; without one it is sent back with all that was typed."""
    me.fill({"vote": vote, "reasons": "Проект изучен, бизнес-план прочитан."})
    if vote == "against":
        me.send("#vote form", status=422)
        assert me.page.input_value("[name=reasons]") == "Проект изучен, бизнес-план прочитан."
        me.tick(f"[name=grounds][value={PLAN_NOT_AS_APPENDIX_3.key}]")
    me.send("#vote form")


def close_the_sitting(path, secretary):
    secretary.go("/commission/")
    name, minutes = secretary.download("a[href$='/minutes/']")
    assert minutes.startswith(b"%PDF"), name


# --- 5. the officer, and anyone ---


def make_a_participant(path, me):
    me.go(path.case)
    me.press("main a[href$='/acts/notify/']")
    me.send()
    me.press("main a[href$='/acts/agree/']")
    draw_up_the_agreement(me)
    me.fill({"signed_on": path.day.isoformat()})
    me.choose("#id_scan", "Договор.pdf")
    me.send()
    path.stands_at(PARTICIPANT)
    for act in ("certify", "enter"):
        me.press(f"main a[href$='/acts/{act}/']")
        me.send()


def draw_up_the_agreement(me):
    """The act leads here first; the paper is downloaded in both forms, and then its signing is recorded."""
    me.fill({"number": "15/2026", "fee-0-amount": "1"})
    me.send()
    name, pdf = me.download("main a[href$='/agreement/pdf/']")
    assert (name.endswith(".pdf"), pdf[:4]) == (True, b"%PDF")
    name, word = me.download("main a[href$='/agreement/docx/']")
    assert (name.endswith(".docx"), word[:2]) == (True, b"PK")
    me.press("main a[href$='/acts/agree/']")


def take_the_certificate(path, me):
    me.go("/cabinet/")
    me.press(f"main a[href$='{path.case}']")
    certificate = Certificate.objects.get()
    name, pdf = me.download(f"a[href*='{certificate.paper.file_id}']")
    assert name == f"{certificate.number}.pdf"
    path.papers["certificate"] = name, pdf
    letter = path.record.entries.get(act="notify").papers.get()
    assert me.download(f"a[href*='{letter.file_id}']")[1].startswith(b"%PDF")


def check_the_certificate(path, tmp_path):
    me, certificate = path.come(), Certificate.objects.get()
    me.go("/register/")
    me.press(f"main a[href$='/register/{BIN}/']")
    me.press(f"main a[href$='/certificates/{certificate.number}/']")
    me.says(BIN)
    me.go("/certificates/")
    me.fill({"number": certificate.number})
    me.send("main form[method=get]")
    assert me.path == f"/certificates/{certificate.number}/"
    me.go("/certificates/AH-2026-99999/", status=404)
    name, pdf = path.papers["certificate"]
    me.go("/certificates/")
    ask(me, name, pdf)
    me.see("#answer .hub-tone-green")
    me.see(f"#answer a[href$='/{certificate.number}/']")
    another_program_agrees(pdf, tmp_path)
    middle = len(pdf) // 2
    ask(me, name, pdf[:middle] + bytes([pdf[middle] ^ 1]) + pdf[middle + 1 :])
    me.says(SEAL["changed"].ru, "#answer")


def ask(me, name, pdf):
    me.choose("#id_pdf", name, pdf)
    me.send("form[enctype]")


def another_program_agrees(pdf, tmp_path):
    if not shutil.which("pdfsig"):
        return
    kept = tmp_path / "certificate.pdf"
    kept.write_bytes(pdf)
    said = subprocess.run(["pdfsig", "-nocert", kept], capture_output=True, check=False).stdout.decode()
    assert "Signature is Valid" in said


# --- the other way ---


@pytest.mark.clause("16", "17", "17/2")
def test_cl17_a_refused_applicant_mends_the_grounds_and_applies_again(
    someone, filed, applicant, officer, organisation, monday
):
    refused = world.decide(world.referred(filed, officer, monday), "against", monday, grounds=("plan",))
    assert refused.state_key == REFUSED.key
    case = f"/cases/{refused.pk}/"
    desk = someone().sign_in(officer.email)
    desk.go(case)
    desk.press("main a[href$='/acts/notify/']")
    desk.send()
    me = someone().sign_in(applicant.email)
    me.press(f"main a[href$='{case}']")
    me.says(PLAN_NOT_AS_APPENDIX_3.title.ru)
    letter = refused.entries.get(act="notify").papers.get()
    assert me.download(f"a[href*='{letter.file_id}']")[1].startswith(b"%PDF")
    me.send("form[action$='/again/']")
    assert me.path != case
    me.says(PLAN_NOT_AS_APPENDIX_3.title.ru, ".hub-banner")
    me.press("main a[href$='/parts/technical/']")
    assert me.page.input_value("[name=technical]") == filed.parts.get(key="technical").data["technical"][0]
    again = Case.objects.exclude(pk=refused.pk).get()
    me.file(f"/cases/{again.pk}/")
    again.refresh_from_db()
    assert again.state_key == CHECK.key
