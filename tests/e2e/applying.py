"""The applicant's stages of registration: self-check, sign-up, the application, filing, the answer to remarks."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from hub.cases.models import Case
from hub.demo.application import GOOD_REPLIES, typed
from rules.bin import check_bin, make_bin
from rules.registration import CHECK
from rules.requirements import REQUIREMENTS
from tests.e2e.walk import PASSWORD, Walker, letter_link, links

BIN = make_bin(2020, 3, 777)
APPLICANT, COLLEAGUE = "aidos@example.kz", "kollega@example.kz"


@dataclass
class Path:
    """What the stages hand on to each other."""

    come: Callable[..., Walker]
    day: date
    case: str = ""
    papers: dict[str, tuple[str, bytes]] = field(default_factory=dict)

    @property
    def record(self) -> Case:
        return Case.objects.get()

    def stands_at(self, state) -> None:
        assert self.record.state_key == state.key


# --- 1. anyone ---


def check_oneself(path):
    me = path.come()
    me.go("/")
    me.press("a[href$='/self-check/']")
    me.fill(GOOD_REPLIES | {"branches": "yes"})
    me.send("main form")
    obstacle = next(one for one in REQUIREMENTS if one.key == "branches")
    me.says(obstacle.obstacle.ru)
    me.says(obstacle.mend.ru)
    me.go("/self-check/")
    me.fill(GOOD_REPLIES)
    me.send("main form")
    me.see(".hub-panel")


# --- 2. the applicant ---


def sign_up(path):
    me = path.come()
    me.go("/account/signup/")
    me.fill({"full_name": "Айдос Үлгілі", "email": APPLICANT, "password1": PASSWORD})
    me.tick('[name="consent"]')
    me.send()
    me.go(letter_link(APPLICANT))
    me.send()
    me.sign_in(APPLICANT)
    assert me.path == "/cabinet/"
    return me


def name_the_organisation(me):
    me.press("main a[href$='/organisations/new/']")
    wrong = BIN[:-1] + str((int(BIN[-1]) + 1) % 10)
    me.fill({"bin": wrong, "name_kk": "«Үлгі Софт» ЖШС", "name_ru": "ТОО «Пример Софт»"})
    me.send(status=422)
    me.says(check_bin(wrong).problem.ru, "#id_bin-error")
    assert me.page.input_value("[name=name_ru]") == "ТОО «Пример Софт»"
    me.fill({"bin": BIN})
    me.send()
    assert me.path == f"/organisations/{BIN}/"


def invite_a_colleague(me):
    me.fill({"email": COLLEAGUE, "capacity": "editor"})
    me.send("#invite form")
    me.says(COLLEAGUE, "#invitations-caption ~ *")
    assert "/invitations/" in letter_link(COLLEAGUE)


def begin(path, me):
    """Two tabs begin one application."""
    me.go("/cabinet/")
    other = me.second_tab()
    for tab in (me, other):
        tab.send(f"form[action$='/begin/registration/{BIN}/']")
    assert other.path == me.path
    path.case = me.path


def write(path, me):
    """Every part; in the middle of one the person leaves and goes on at another device."""
    parts = typed(on=path.day, name_kk="«Үлгі Софт» ЖШС", name_ru="ТОО «Пример Софт»")
    me.press("main a[href$='/parts/about/']")
    for key, values in parts.items():
        assert me.path == f"{path.case}parts/{key}/"
        if key == "sales":
            me = go_on_elsewhere(path, me, values)
        me.fill(values)
        me.send("#part", status=422 if key in ("tax", "location") else 200)
        if key == "tax":
            refuse_to_file(path, me)
            me.attach("tax_statement", "Справка о задолженности.pdf")
            me.see("#slot-tax_statement .hub-file-item")
            me.send("#part")
    me.attach("location_proof", "Договор аренды.pdf")
    me.send("#part")
    assert me.path == path.case, "nothing is left to fill in, so the task list comes"
    return me


def go_on_elsewhere(path, me, values):
    half = dict(list(values.items())[:2])
    me.fill(half)
    me.is_kept()
    me.leave()
    elsewhere = path.come().sign_in(APPLICANT)
    elsewhere.go(f"{path.case}parts/sales/")
    for name, (value,) in half.items():
        assert elsewhere.page.input_value(f"[name={name}]") == value
    return elsewhere


def refuse_to_file(path, me):
    """An incomplete application is not filed: each line of the summary leads to what is missing."""
    me.go(f"{path.case}review/")
    assert not me.page.locator("#declared").count()
    missing = links(me, ".govuk-error-summary a")
    assert {re.search(r"parts/(\w+)/", one).group(1) for one in missing} == {"tax", "location"}
    me.press(".govuk-error-summary a[href*='/parts/location/']")
    for link in missing:
        if "/parts/location/" in link:
            assert me.page.locator(f"[id='{link.split('#')[1]}']").count(), f"{link} leads nowhere"
    me.go(f"{path.case}parts/tax/")


def file(path, me):
    """A double click and a second tab make one case with one receipt."""
    me.press("main a[href$='/review/']")
    other = me.second_tab()
    for tab in (me, other):
        tab.tick("#declared")
    me.press("#declare button", times=2)
    other.press("#declare button", status=409)
    path.stands_at(CHECK)
    assert [entry.act for entry in path.record.entries.all()] == ["file"]
    me.says(path.record.number)
    name, receipt = me.download(".hub-timeline a[href*='/documents/']")
    assert path.record.number in name
    assert receipt.startswith(b"%PDF")


# --- 3. the answer ---


def answer(path, me):
    me.go("/notices/")
    me.press("main form[action$='/open/'] button")
    assert me.path == path.case
    me.press("main a[href$='/answers/']")
    me.press("main a[href$='/parts/kpi/']")
    me.fill({"kpi-0-indicator": "Платящие клиенты по данным учёта"})
    me.send("#part")
    assert me.path == f"{path.case}answers/"
    me.press("main a[href$='/parts/location/']")
    me.attach("location_proof", "Lease agreement.pdf", language="en")
    me.send("#part")
    for number in range(2):
        me.page.locator("textarea[name^=answer-]").nth(number).fill(f"Исправлено, пункт {number + 1}.")
    me.send()
    me.press("[name=send]", status=422)
    me.tick("#declared")
    me.press("[name=send]")
    path.stands_at(CHECK)
