"""A participant's whole life: an added activity, a moved location, an extension, and an early end by ground 7.

The organisation reads Kazakh, the Technopark and the Commission Russian. Registration itself is walked elsewhere.
"""

from datetime import date, timedelta

import pytest

from hub.accounts.models import User
from hub.participation import timer
from rules.changes import ACTIVITY, LOCATION
from rules.clauses import label
from rules.early_end import EARLY_END, END_GROUNDS
from rules.extension import EXTENSION
from tests import world
from tests.e2e.living import Life, act, anyone, begin, letter_says, vote
from tests.participation.conftest import AGREEMENT, SIGNED, UNTIL

pytestmark = pytest.mark.browser

ADDED = date(2026, 7, 15)
MOVED = date(2026, 8, 3)
ASKED = date(2027, 5, 20)
EXTENDED = date(2027, 5, 24)
NEW_UNTIL = date(2029, 6, 14)
OVER = date(2027, 8, 6)
NEW_PLACE = {"kk": "Алматы қаласы, Сынақ көшесі, 7", "ru": "город Алматы, улица Примерная, 7"}
FACTS = "Сбор за второй квартал 2027 года не уплачен к 20 июля."
EXPLAINED = "Төлем тамыз айында жасалады, банк растамасын қосамыз."
REASONS = "Задолженность не погашена, пояснения срока оплаты не меняют."
UNPAID = next(ground for ground in END_GROUNDS if ground.key == "fees_unpaid")


@pytest.fixture
def life(someone, filed, officer, monday, monkeypatch):
    """Registered from 15 June 2026 to 14 June 2027; the application was in Russian, its head reads Kazakh."""
    User.objects.filter(pk=filed.created_by_id).update(language="kk")
    case = world.decide(world.referred(filed, officer, monday), "for", monday + timedelta(days=1))
    signed = monday.replace(month=SIGNED.month, day=SIGNED.day)
    case = world.do(case, "notify", officer, monday + timedelta(days=1))
    case = world.do(case, "agree", officer, signed, given=AGREEMENT, dates={"signed_on": SIGNED})
    for step in ("certify", "enter"):
        case = world.do(case, step, officer, signed)
    return Life(someone, monkeypatch, case.participant, signed)


@pytest.mark.clause("9-1", "9(3)", "18", "20", "35", "36", "36/3", "37", "39", "39(7)", "41", "A1", "A2")
def test_cl34_to_41_the_whole_life(life):
    add_an_activity(life)
    move(life)
    extend(life)
    end_early(life)
    look_back(life)


# --- 1. an added activity (9-1) ---


def add_an_activity(life):
    life.on(ADDED)
    me = life.organisation()
    begin(life, me, ACTIVITY)
    me.press("main a[href$='/parts/activities/']")
    me.tick("[name=works][value='14.development']")
    me.send("#part")
    case = life.case(ACTIVITY)
    me.file(f"/cases/{case.pk}/")
    me.leave()
    desk = refer(life, case)
    vote(life, case)
    assert case.state_key == "changed"
    desk.go(f"/cases/{case.pk}/")
    act(desk, case, "certify")
    act(desk, case, "notify")
    desk.leave()
    letter_says(case, "notify", label("9-1", "ru"), "одобрила")
    anyone(life, "14.", certificates=2)


def refer(life, case):
    me = life.officer()
    me.go("/office/work/")
    me.says(ACTIVITY.title.ru)
    me.fill({"procedure": ACTIVITY.key})
    me.send("form.hub-filters")
    me.press(f"main a[href$='/cases/{case.pk}/']")
    for number in range(1, len(case.chapter.checklist) + 1):
        me.tick(f"#item-{number}-yes")
    me.send("#checklist form")
    act(me, case, "refer")
    return me


# --- 2. a moved location (9(3)) ---


def move(life):
    life.on(MOVED)
    me = life.organisation()
    begin(life, me, LOCATION)
    me.press("main a[href$='/parts/about/']")
    address = {"address_kk": NEW_PLACE["kk"], "address_ru": NEW_PLACE["ru"]}
    me.fill({"moved_on": MOVED.isoformat(), "region": "almaty", **address})
    me.send("#part")
    me.fill({"kind": "lease", "number": "7", "dated": "2026-07-30"})
    me.attach("location_proof", "Жалдау шарты.pdf", language="kk")
    me.send("#part")
    case = life.case(LOCATION)
    me.file(f"/cases/{case.pk}/")
    me.leave()
    desk = life.officer()
    act(desk, case, "record")
    act(desk, case, "certify")
    desk.leave()
    anyone(life, NEW_PLACE["ru"], certificates=3)


# --- 3. an extension (35, 36) ---


def extend(life):
    life.on(ASKED)
    me = life.organisation()
    begin(life, me, EXTENSION)
    me.press("main a[href$='/parts/about/']")
    told = "Сервис іске қосылды, жүз дүкен қосылды."
    me.fill({"years": "2", "results": told, "plans": "Көрші елдердің нарықтарына шығу."})
    me.send("#part")
    case = life.case(EXTENSION)
    me.file(f"/cases/{case.pk}/")
    me.leave()
    life.on(EXTENDED)
    desk = life.officer()
    act(desk, case, "extend", amendment="Д-1/1", signed_on=EXTENDED.isoformat(), years="2")
    act(desk, case, "certify")
    act(desk, case, "notify")
    desk.leave()
    letter_says(case, "notify", "2029", label("36", "kk"))
    anyone(life, "14 июня 2029", certificates=4)
    assert life.participant.certificates.first().kind == "extension"
    assert timer.end_planned(life.on(UNTIL + timedelta(days=7))) == 0


# --- 4. an early end (39(7)) ---


def end_early(life):
    life.on(OVER)
    desk = life.officer()
    desk.go("/office/participants/")
    desk.press(f"main a[href$='{life.page}']")
    desk.send("form[action$='/end/']")
    case = life.case(EARLY_END)
    me = life.organisation()
    me.go(f"/cases/{case.pk}/", status=404)
    act(desk, case, "raise", grounds=[UNPAID.key], facts=FACTS)
    act(desk, case, "tell")
    letter_says(case, "tell", FACTS, label("39(7)", "ru"), "Решение ещё не принято")
    explain(me, case)
    desk.go(f"/cases/{case.pk}/")
    desk.says(EXPLAINED)
    act(desk, case, "end", grounds=[UNPAID.key], reasons=REASONS)
    act(desk, case, "notify")
    desk.leave()
    letter_says(case, "notify", FACTS, REASONS, label("39(7)", "ru"), "суд")
    life.on(OVER + timedelta(days=1))
    anyone(life, "6 августа 2027", certificates=4, ended=True)


def explain(me, case):
    me.go("/notices/")
    me.press("main form[action$='/open/'] button")
    assert me.path == f"/cases/{case.pk}/"
    act(me, case, "explain", reasons=EXPLAINED)
    me.leave()


# --- 5. what held when ---


def look_back(life):
    """The participant's page tells of every day what held on it, and everything that happened."""
    me = life.organisation()
    me.says(life.participant.organisation.name_kk, "#participations")
    me.press(f"main a[href$='{life.page}']")
    old, new = "Астана", NEW_PLACE["kk"]
    for day, says, hides in (
        (ADDED - timedelta(days=1), old, "14."),
        (ADDED, "14.", new),
        (MOVED, new, "2029"),
        (EXTENDED - timedelta(days=1), "2027", "2029"),
        (EXTENDED, "2029", "Д-1 "),
    ):
        me.go(f"{life.page}?on={day.isoformat()}")
        me.says(says, "#standing dl")
        assert hides not in me.page.inner_text("#standing dl"), f"{day}: {hides}"
    me.says(EARLY_END.act("end").past.kk, "#history")
    me.says(LOCATION.act("record").past.kk, "#history")
    assert not me.page.locator("#ask form").count()
