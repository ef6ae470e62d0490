"""What the chapters of a participant's life have in common in a browser: people, days, acts, and what anybody sees."""

import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from types import SimpleNamespace

import pytest

from hub.cases.models import Case
from hub.commissions import sittings
from hub.commissions.models import Item, Seat
from hub.register.models import Participant
from tests import clock
from tests.e2e.walk import Walker


@dataclass
class Life:
    """What the chapters of the life hand on to each other."""

    come: Callable[..., Walker]
    monkeypatch: pytest.MonkeyPatch
    participant: Participant
    at: datetime

    def on(self, day: date) -> datetime:
        """It is that day now, for everybody who comes."""
        self.at = datetime.combine(day, self.at.timetz())
        clock.stop(self.monkeypatch, self.at)
        moment = self.at.timestamp()  # whoever signs in on that day confirms themself then
        self.monkeypatch.setattr("allauth.account.internal.flows.login.time", SimpleNamespace(time=lambda: moment))
        return self.at

    def organisation(self) -> Walker:
        return self.come("kk").sign_in("head@example.kz")

    def officer(self) -> Walker:
        return self.come("ru").sign_in("officer@example.kz")

    def case(self, procedure) -> Case:
        return Case.objects.get(procedure_key=procedure.key)

    @property
    def page(self) -> str:
        return f"/participations/{self.participant.pk}/"

    @property
    def bin(self) -> str:
        return self.participant.organisation.bin


def begin(life, me, procedure):
    """From the cabinet to the participation's page, and from there to the new draft."""
    me.go("/cabinet/")
    me.press(f"main a[href$='{life.page}']")
    me.send(f"#ask form[action$='/begin/{procedure.key}/{life.bin}/']")


def act(me, case, key, **given):
    """Do an act from the case's page."""
    if me.path != f"/cases/{case.pk}/":
        me.go(f"/cases/{case.pk}/")
    me.press(f"main a[href$='/cases/{case.pk}/acts/{key}/']")
    me.fill(given)
    me.send()
    assert case.entries.filter(act=key).exists(), key
    assert me.path == f"/cases/{case.pk}/"


def vote(life, case):
    """A sitting at which the chair and a member vote in their browsers, two others as they always do."""
    seats = {seat.user.email: seat for seat in Seat.objects.select_related("user", "commission").order_by("pk")}
    chair, deputy, first, second, *_others, secretary = [seat.user for seat in seats.values()]
    commission = seats[chair.email].commission
    sitting = sittings.plan(commission, on=life.at.date(), place="Астана", by=secretary, at=life.at)
    item = sittings.put_on_agenda(sitting, case, by=secretary, at=life.at)
    sittings.convene(sitting, by=chair, at=life.at)
    for user in (deputy, first):
        sittings.vote(item, vote="for", reasons="Проект изучен.", by=user, at=life.at)
    cast(life, second, item).leave()
    presiding = cast(life, chair, item)
    presiding.send("form[action$='/close/']")
    presiding.leave()
    case.refresh_from_db()


def cast(life, user, item: Item) -> Walker:
    me = life.come("ru").sign_in(user.email)
    me.go(f"/commission/items/{item.pk}/")
    me.fill({"vote": "for", "reasons": "Работа есть в Перечне, план её описывает."})
    me.send("#vote form")
    return me


def anyone(life, *says, certificates, ended=False):
    """The register and the certificates, as anybody sees them on this day."""
    me, (now, *earlier) = life.come("ru"), life.participant.certificates.all()
    assert len(earlier) == certificates - 1
    me.go("/register/")
    me.go(f"/register/{life.bin}/")
    for one in says:
        me.says(one)
    me.see("main .hub-tone-grey" if ended else "main .hub-tone-green")
    me.press(f"main a[href$='/certificates/{now.number}/']")
    assert bool(me.page.locator(".hub-banner.hub-tone-green").count()) is not ended
    for one in earlier[:1]:
        me.go(f"/certificates/{one.number}/")
        assert not me.page.locator(".hub-banner.hub-tone-green").count()
    me.leave()


def letter_says(case, key, *words):
    """The letter of an act tells what it has to, in the language of the case."""
    paper = case.entries.filter(act=key).latest("number").papers.get()
    with paper.file.content.open() as content:
        pdf = content.read()
    assert pdf.startswith(b"%PDF")
    if shutil.which("pdftotext"):
        read = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True)
        text = re.sub(r"\s+", " ", read.stdout.decode())
        for one in words:
            assert one in text, f"{one} is not in the letter: {text}"
