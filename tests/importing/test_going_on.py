"""A check goes on from slice to slice, whoever is killed; what fails leaves nothing behind."""

from __future__ import annotations

import pytest

from hub.importing import checking, entering, taking, work
from hub.importing.models import Import, State
from hub.register.models import Participant
from tests import world
from tests.importing.conftest import confirm, faults, go_on
from tests.importing.files import as_csv, row
from tests.importing.test_import import counted

pytestmark = pytest.mark.django_db


def test_progress_is_kept_slice_by_slice(officer, monday, monkeypatch):
    monkeypatch.setattr(checking, "SLICE", 2)
    content = as_csv(row(1), row(2, region="Марс"), row(3), row(3, region="astana"), row(1))
    one = taking.begin(taking.judge(world.upload(content, "register.csv")), by=officer, language="en", at=monday)
    seen = []
    while one.state == State.CHECKING:
        work.run(monday)
        one.refresh_from_db()
        seen.append((one.done, one.rows, one.wrong))
    assert seen == [(2, 5, 1), (4, 5, 2), (5, 5, 2)]
    assert faults(one) == [(3, "region"), (5, "region")]


def test_another_worker_goes_on_where_the_last_one_was_killed(officer, monday, monkeypatch):
    monkeypatch.setattr(checking, "SLICE", 2)
    content = as_csv(row(1), row(2), row(1, region="astana"), row(3, region="Марс"))
    one = taking.begin(taking.judge(world.upload(content, "register.csv")), by=officer, language="en", at=monday)
    for _round in range(2):
        checking.check_slice(one, monday, checking.Place())  # each time a worker that has read nothing
        one.refresh_from_db()
    assert (one.state, one.new, one.wrong) == (State.CHECKED, 2, 2)
    assert faults(one) == [(4, "region"), (5, "region")]


def test_a_slice_that_another_worker_has_done_is_not_counted_twice(officer, monday):
    content = as_csv(row(1), row(2, region="Марс"))
    one = taking.begin(taking.judge(world.upload(content, "register.csv")), by=officer, language="en", at=monday)
    late = Import.objects.get(pk=one.pk)
    assert checking.check_slice(one, monday)
    assert not checking.check_slice(late, monday)
    assert faults(one) == [(3, "region")]


def test_a_worker_killed_midway_leaves_nothing_and_the_next_one_goes_on(bring, officer, monday, monkeypatch):
    one = bring(as_csv(row(1), row(2)))
    taking.tell_to_apply(one, by=officer, at=monday)
    before, certificates = counted(), entering._certificates

    def killed(*_args):
        raise SystemExit

    monkeypatch.setattr(entering, "_certificates", killed)
    with pytest.raises(SystemExit):
        work.run(monday)
    assert counted() == before
    monkeypatch.setattr(entering, "_certificates", certificates)
    assert go_on(one, monday).state == State.DONE
    assert Participant.objects.count() == 2


def test_a_register_that_moved_on_is_left_alone_and_the_file_checked_anew(bring, enter, officer, monday):
    one = bring(as_csv(row(1), row(2)))
    enter(as_csv(row(2, agreement_number="Д-опередил")))
    before = counted()
    confirm(one, officer, monday)
    one.refresh_from_db()
    assert (one.state, one.new, one.wrong) == (State.CHECKED, 1, 1)
    assert "changed since the check" in one.why
    assert faults(one) == [(3, "agreement_number")]
    assert counted() == before


def test_a_failure_of_ours_is_told_once_and_not_tried_for_ever(bring, officer, monday, monkeypatch, caplog):
    one = bring(as_csv(row(1)))
    taking.tell_to_apply(one, by=officer, at=monday)
    monkeypatch.setattr(entering, "_certificates", lambda *_: 1 / 0)
    assert go_on(one, monday).state == State.FAILED
    assert "nothing was entered" in one.why
    assert Participant.objects.count() == 0
    assert not work.run(monday)
