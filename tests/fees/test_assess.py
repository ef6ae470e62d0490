"""Clauses 31, 34: what is owed of a quarter, by vectors that were counted by hand."""

from datetime import date
from decimal import Decimal

import pytest

from hub.fees.assess import NAMES, Terms, Unknown, as_given, assess, total
from rules.calendar import Quarter

Q2 = Quarter(2026, 2)  # 91 days
WHOLE = (date(2025, 1, 1), date(2027, 12, 31))


def terms(kind="rate", amount="1", **more):
    given = {"base": "income_listed", "at_least": None, "at_most": None, "since": Q2.first, "until": Q2.last}
    return Terms(kind=kind, amount=Decimal(amount), name=NAMES[kind], agreement="Д-1", **(given | more))


def owed(*lines, listed="12500000", everything="20000000", participation=WHOLE, figures=None):
    told = {"income_listed": Decimal(listed), "income_total": Decimal(everything)} if figures is None else figures
    return str(total(assess(told, lines, Q2, participation)))


@pytest.mark.clause("34")
@pytest.mark.parametrize(
    ("lines", "sum_"),
    [
        ((terms(),), "125000.00"),
        ((terms(base="income_total"),), "200000.00"),
        ((terms("fixed", "150000"),), "150000.00"),
        ((terms(), terms("fixed", "150000")), "275000.00"),
        ((terms(at_least=Decimal(130000)),), "130000.00"),
        ((terms(at_most=Decimal(100000)),), "100000.00"),
        ((terms(amount="0.0003"),), "37.50"),
        ((), "0.00"),
    ],
)
def test_cl34_kinds_and_sums_are_those_of_the_agreement(lines, sum_):
    assert owed(*lines) == sum_


@pytest.mark.clause("34")
def test_cl34_a_fixed_sum_a_floor_and_a_cap_of_a_part_of_the_quarter_are_taken_by_days():
    part = {"since": date(2026, 6, 15)}  # 16 of 91 days
    assert owed(terms("fixed", "91000", **part)) == "16000.00"
    participation = (date(2026, 6, 15), date(2027, 6, 14))
    assert owed(terms(at_least=Decimal(910000), **part), participation=participation) == "160000.00"
    assert owed(terms(at_most=Decimal(91000), **part), participation=participation) == "16000.00"


@pytest.mark.clause("31", "34")
def test_cl31_income_of_the_days_of_participation_is_all_of_it():
    """A participation that began within the quarter: all reported income is of its days."""
    participation = (date(2026, 6, 15), date(2027, 6, 14))
    assert owed(terms(since=date(2026, 6, 15)), participation=participation) == "125000.00"


@pytest.mark.clause("34")
def test_cl34_a_rate_that_changes_within_the_quarter_is_laid_on_its_days():
    before, after = terms(until=date(2026, 5, 15)), terms(amount="2", since=date(2026, 5, 16))  # 45 and 46 days
    assert owed(before, after, listed="9100000") == "137000.00"


def test_each_line_is_rounded_to_a_tiyn_half_up():
    assert owed(terms(amount="1"), listed="0.50") == "0.01"  # 0.005
    assert owed(terms(amount="1"), listed="0.49") == "0.00"
    assert owed(terms("fixed", "100", since=Q2.last)) == "1.10"  # 1.0989…


def test_a_loss_owes_nothing():
    assert owed(terms(), listed="-500") == "0.00"


@pytest.mark.parametrize("figures", [None, {"income_total": Decimal(5)}])
def test_without_the_income_a_share_is_not_known_but_a_fixed_sum_is(figures):
    with pytest.raises(Unknown):
        assess(figures, [terms()], Q2, WHOLE)
    assert total(assess(figures, [terms("fixed", "5")], Q2, WHOLE)) == Decimal(5)


@pytest.mark.clause("34")
def test_cl34_each_line_tells_its_figures_its_clause_and_its_agreement_in_three_languages():
    lines = assess({"income_listed": Decimal(12500000)}, [terms(at_least=Decimal(130000))], Q2, WHOLE)
    kept = as_given(lines, Q2)
    assert (kept["quarter"], kept["total"]) == ("2026-Q2", "130000.00")
    said = kept["lines"][0]["words"]
    assert said["en"] == (
        "1 % of 12,500,000\u00a0₸ (listed income); raised to the least sum = 130,000\u00a0₸"
        " (agreement No. Д-1, clause 34)"
    )
    assert "договор №\u00a0Д-1, пункт 34" in said["ru"]
    assert "№\u00a0Д-1 шарт, 34-тармақ" in said["kk"]
    assert kept["lines"][0]["income"] == "12500000.00"
