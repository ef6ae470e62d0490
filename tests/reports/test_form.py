"""The form as data: the one we have is whole, a broken one is refused in plain words, its sums are exact."""

from decimal import Decimal

import pytest

from hub.register.report_forms import report_forms
from hub.reports import sums
from hub.reports.loader import FIGURES, FORMS, FormFaults, form, forms, read
from tests.reports.filled import typed

SOURCE = (FORMS / "2026-1.toml").read_text(encoding="utf-8")


def told(source: str) -> str:
    with pytest.raises(FormFaults) as faults:
        read("broken", source)
    return str(faults.value)


def broken(before: str, after: str) -> str:
    assert before in SOURCE, before
    return SOURCE.replace(before, after, 1)


def test_every_version_that_an_agreement_can_name_has_a_form():
    assert set(report_forms()) <= set(forms())


def test_an_unknown_version_takes_the_newest_form():
    assert form("") is form("1999-1") is form(max(forms()))


@pytest.mark.parametrize(
    ("before", "after", "fault"),
    [
        ('key = "income_other", type = "money"', 'key = "income_other", type = "tenge"', "unknown type 'tenge'"),
        ('right = ["by_activity.income"]', 'right = ["by_activity.incom"]', "there is no 'by_activity.incom'"),
        ('right = ["by_activity.income"]', 'right = ["by_activity.activity"]', "'by_activity.activity' is no number"),
        ('at = "export_total", left', 'at = "income_total", left', "which is no field of the section"),
        ('is = "at_most"', 'is = "below"', "unknown kind 'below'"),
        ('payroll = "payroll"\n', "", "the figure 'payroll' is not given"),
        ('clause = "23/9"', 'clause = "23/99"', "clause '23/99', which is unknown"),
        ('mask = "passport"', 'mask = "veil"', "unknown mask 'veil'"),
        ('compare = ["last", "sales"]', 'compare = ["lst"]', "compared with something unknown"),
        ('key = "export"\ngroup = "money"', 'key = "income"\ngroup = "money"', "section 'income' stands twice"),
        ('group = "foreign"', 'group = "abroad"', "no group 'abroad'"),
        ('attachments = ["report_extra"]', 'attachments = ["extra"]', "no slot 'extra'"),
        ('needed_when = ["citizenship"', 'needed_when = ["nation"', "depends on 'nation', which is not there"),
        ('key = "staff_total", type', 'key = "staff_total", size = 3, type', "a field knows no size (staff_total)"),
        ('row = ["Ел", "Страна", "Country"]', 'row = ["Ел", "Страна"]', "a text is [kk, ru, en]"),
        ("Барлық кіріс (%(left)s)", "Барлық кіріс (%(sol)s)", "must hold nothing but %(left)s and %(right)s"),
        ('by = "activity"', 'by = "activities"', "spread over 'by_activity.activities'"),
    ],
)
def test_a_broken_form_says_what_is_wrong(before, after, fault):
    assert fault in told(broken(before, after))


def test_every_message_can_be_filled_in():
    for section in form("2026-1").sections:
        for check in section.checks:
            for text in check.say:
                assert text % {"left": "1", "right": "2"}


def test_the_figures_that_others_read_are_all_there():
    found = sums.figures(form("2026-1"), typed())
    assert set(FIGURES) <= set(found)
    assert all(isinstance(one, Decimal) for one in found.values())
    assert (found["income_listed.1"], found["kpi.1.plan"], found["kpi.1.fact"]) == (Decimal("10000000.50"), 1000, 250)


def test_sums_are_exact_where_floats_are_not():
    rows = {f"taxes-{n}-amount": ["0,1"] for n in range(3)}
    assert sums.value(form("2026-1"), {"taxes": rows}, "taxes.amount") == Decimal("0.3")


def test_a_row_that_is_not_a_number_yet_makes_no_sum():
    rows = {"taxes-0-amount": ["10"], "taxes-1-amount": ["десять"]}
    assert sums.value(form("2026-1"), {"taxes": rows}, "taxes.amount") is None


def test_a_row_that_only_the_portal_filled_in_counts_for_nothing():
    rows = {"taxes-0-kind": ["vat"], "taxes-0-amount": [""], "taxes-1-kind": ["social"], "taxes-1-amount": ["5"]}
    assert sums.value(form("2026-1"), {"taxes": rows}, "taxes.amount") == 5


FOREIGNER = ("name latin", "born_on", "citizenship residence", "passport issued_on issuer", "stay_until")
FOREIGNER += ("qualification", "visa_extension visa_until", "purpose")
RELATIVE = ("name latin", "born_on", "of", "kinship proof", "passport issued_on issuer", "visa_extension", "purpose")
ITEMS = [
    *((f"23/{number}", "foreigners", "foreigner", keys) for number, keys in enumerate(FOREIGNER, 1)),
    ("23/9", "family", "relative", "name"),
    *((f"23/{number}", "family", "relative", keys) for number, keys in enumerate(RELATIVE, 10)),
]


@pytest.mark.parametrize(
    ("clause", "section", "table", "keys"), [pytest.param(*one, marks=pytest.mark.clause(one[0])) for one in ITEMS]
)
def test_cl23_every_item_of_the_clause_is_a_column_that_is_filled_in(clause, section, table, keys):
    whole = form("2026-1")
    places = {key: whole.places[f"{table}.{key}"] for key in keys.split()}
    assert {one.key for one, _table, _field in places.values()} == {section}
    page = whole.section_of(table)
    cited = {page.clause, *page.also}
    assert clause in cited
    assert all(f"{table}-0-{key}" in typed()[section] for key in places)
