"""The clause catalogue against facts of the Russian source, and the ways in which it could go wrong."""

import re
from dataclasses import replace
from datetime import date

import pytest

from rules.clauses import (
    CLAUSES,
    ORDERS,
    PARTS,
    CatalogueError,
    Clause,
    UnknownClause,
    catalogue,
    catalogue_faults,
    clause,
    expand,
    label,
    short,
)
from rules.text import LANGUAGES, Text

WHOLE = [number for number, item in CLAUSES.items() if item.parent is None]
DELETED = {"15": "A22", "19": "A22", "21": "B23", "24": "A23", "33": "B23", "53": "A23", "67": "B23"}
AMENDED_ONCE = {
    "A21": "16 66",
    "A22": "1 3 4 7 18 25 36 43 59 60",
    "A23": "40 54 58",
    "B23": "8 9 12 13 14 17 20 23 26 39 41 44 45 48 56 64 65 68 69 70 A1 A2",
}
ADDED = {"3-1": ("A21", ("A22",)), "9-1": ("A21", ("A22",)), "64-1": ("B23", ()), "A3": ("A21", ("B23",))}
SUBCLAUSES = {"3": 13, "4": 6, "6": 13, "9": 3, "39": 8, "48": 5, "64": 2, "73": 6, "76": 8}
PASSAGES = {"7": 7, "16": 2, "23": 16}
FIRST = {"general": "1", "requirements": "7", "registration": "8", "people": "22", "participants": "25", "fees": "31"}
FIRST |= {"term": "35", "services": "42", "housing": "58", "monitoring": "62", "education": "71", "appendices": "A1"}


def keys(orders):
    return tuple(order.key for order in orders)


def test_every_clause_of_the_text_is_there_in_its_order():
    expected = [str(number) for number in range(1, 86)]
    for after, inserted in (("3", "3-1"), ("9", "9-1"), ("64", "64-1")):
        expected.insert(expected.index(after) + 1, inserted)
    assert [*expected, "A1", "A2", "A3"] == WHOLE


@pytest.mark.parametrize(("head", "count"), SUBCLAUSES.items())
def test_numbered_subclauses_are_complete_and_in_order(head, count):
    assert [number for number in CLAUSES if number.startswith(f"{head}(")] == [f"{head}({i + 1})" for i in range(count)]


@pytest.mark.parametrize(("head", "count"), PASSAGES.items())
def test_unnumbered_items_are_complete_and_in_order(head, count):
    assert [number for number in CLAUSES if number.startswith(f"{head}/")] == [f"{head}/{i + 1}" for i in range(count)]


def test_second_and_third_parts_of_clauses_are_there():
    parts = {number for number, item in CLAUSES.items() if item.section and not item.paragraph}
    heads = ("8", "13", "17", "26", "36", "41", "51", "56", "57", "69", "80")
    assert parts == {f"{head}/2" for head in heads} | {"36/3"}


def test_business_plan_has_twelve_items():
    assert [number for number, item in CLAUSES.items() if item.parent == "A3"] == [f"A3.{i}" for i in range(1, 13)]


def test_orders_are_those_of_the_source():
    assert {key: (order.number, order.on) for key, order in ORDERS.items()} == {
        "O": ("415", date(2018, 9, 26)),
        "A21": ("277/НҚ", date(2021, 8, 12)),
        "A22": ("292/НҚ", date(2022, 8, 23)),
        "A23": ("29/НҚ", date(2023, 1, 26)),
        "B23": ("317/НҚ", date(2023, 8, 4)),
    }


def test_deleted_clauses_and_the_orders_that_deleted_them():
    assert {number: item.deleted_by.key for number, item in CLAUSES.items() if item.deleted_by} == DELETED


@pytest.mark.parametrize("number", DELETED)
def test_a_deleted_clause_names_its_order_and_asks_nothing(number):
    item = clause(number)
    assert item.deleted
    assert not item.software
    for language in LANGUAGES:
        assert ORDERS[DELETED[number]].number in item.summary.to(language)


def test_amending_orders_are_those_of_the_footnotes():
    once = {number: (key,) for key, numbers in AMENDED_ONCE.items() for number in numbers.split()}
    expected = once | {number: amended for number, (_, amended) in ADDED.items() if amended}
    assert {number: keys(CLAUSES[number].amended_by) for number in WHOLE if CLAUSES[number].amended_by} == expected


def test_added_clauses_are_those_of_the_footnotes():
    expected = {number: added for number, (added, _) in ADDED.items()} | {
        str(number): "A22" for number in range(71, 86)
    }
    assert {number: CLAUSES[number].added_by.key for number in WHOLE if CLAUSES[number].added_by} == expected


def test_a_passage_has_the_history_of_its_clause():
    assert keys(clause("9(2)").amended_by) == ("B23",)
    assert clause("76(6)").added_by is ORDERS["A22"]
    assert clause("A3.6").added_by is ORDERS["A21"]


def test_parts_open_where_the_source_opens_them():
    assert {part.key: part.first for part in PARTS} == FIRST
    assert [(part.chapter, part.paragraph) for part in PARTS] == [
        (1, None),
        *((2, i) for i in range(1, 11)),
        (None, None),
    ]
    assert {clause(first).part: first for first in FIRST.values()} == FIRST
    assert (clause("6(13)").part, clause("7").part, clause("21").part) == ("general", "requirements", "registration")


@pytest.mark.parametrize("number", ["1", "2", "22", "25"])
def test_declarative_clauses_need_no_software_and_say_why(number):
    assert not clause(number).software
    assert all(clause(number).why_no_software)


def test_no_clause_with_a_term_or_a_right_is_left_without_software():
    assert {n for n, item in CLAUSES.items() if not item.software} == {
        *DELETED,
        "1",
        "2",
        "3-1",
        "22",
        "25",
        "63",
        "71",
    }


@pytest.mark.parametrize("number", [number for number in CLAUSES if number not in DELETED])
def test_texts_are_kazakh_russian_and_english(number):
    title, summary = clause(number).title, clause(number).summary
    assert re.search("[әғқңөұүһі]", summary.kk.lower())
    assert not re.search("[әғқңөұүһі]", (title.ru + summary.ru).lower())
    assert re.search("[а-я]", summary.ru.lower())
    assert not re.search("[а-яё]", (title.en + summary.en).lower())


@pytest.mark.parametrize("number", CLAUSES)
def test_a_summary_is_one_or_two_whole_sentences(number):
    for language in LANGUAGES:
        text = clause(number).summary.to(language)
        assert text.endswith(".")
        assert len(re.findall(r"[.!?](?=\s+[^\W\d_]|$)", text)) <= 2


TERMS = {
    "9(2)": "6 10",
    "9-1": "10",
    "12": "5",
    "14": "5",
    "16": "10",
    "17": "5",
    "18": "3",
    "20": "3",
    "27": "10",
    "28": "10",
    "31": "20",
    "36": "10",
    "40": "10",
    "60": "2",
    "64-1": "10",
    "66": "10",
    "69/2": "30",
    "76": "10",
    "78": "10",
    "79": "10",
    "82": "5",
    "83": "10",
}


@pytest.mark.parametrize(("number", "figures"), TERMS.items())
def test_the_summary_states_the_term_of_the_source_in_each_language(number, figures):
    for language in LANGUAGES:
        text = clause(number).summary.to(language).replace("алты еселенген", "6")
        assert set(figures.split()) <= set(re.findall(r"\d+", text))


def test_the_catalogue_is_sound():
    assert catalogue_faults() == []


def broken(number: str, **changes) -> dict[str, Clause]:
    return {**CLAUSES, number: replace(CLAUSES[number], **changes)}


@pytest.mark.parametrize(
    ("clauses", "fault"),
    [
        (broken("12", summary=Text("Бір", "", "One")), "12: the summary has no ru text"),
        (broken("12", summary=Text("Одно", "Одно", "One")), "12: the summary reads the same in two languages"),
        (broken("12", title=Text("Екі сөз", "Два слова", "One")), "12: the en title must have 2 to 8 words"),
        (broken("12", part="nowhere"), "12: part nowhere is not in parts.toml"),
        (broken("7/3", paragraph=0), "7/3: an unnumbered passage, and only that, needs its section or paragraph"),
        (broken("12", section=2), "12: an unnumbered passage, and only that, needs its section or paragraph"),
        (broken("15", why_no_software=None), "15: it is deleted and so needs no software"),
        (broken("9", deleted_by=ORDERS["B23"], amended_by=()), "9(1): its clause 9 is deleted"),
        (broken("12", amended_by=(ORDERS["B23"], ORDERS["A21"])), "12: its orders do not follow one another in time"),
        ({n: item for n, item in CLAUSES.items() if n != "9"}, "9(1): its clause 9 is missing"),
        ({n: item for n, item in CLAUSES.items() if n != "42"}, "42: opens part services but is missing"),
    ],
)
def test_each_fault_is_named(clauses, fault):
    assert fault in catalogue_faults(clauses)


@pytest.mark.parametrize(
    ("record", "message"),
    [({"ammended": ["A22"]}, "unknown fields"), ({"amended": ["A24"]}, 'No order has the key "A24"')],
)
def test_a_slip_in_a_data_file_is_refused(monkeypatch, record, message):
    monkeypatch.setattr(catalogue, "_tables", lambda: iter([("1", record)]))
    with pytest.raises(CatalogueError, match=message):
        catalogue._load()


def test_a_clause_that_stands_twice_is_refused(monkeypatch):
    monkeypatch.setattr(catalogue, "_tables", lambda: iter([("1", {}), ("1", {})]))
    with pytest.raises(CatalogueError, match="Clause 1 stands twice"):
        catalogue._load()


def test_texts_left_out_of_a_data_file_are_named(monkeypatch):
    monkeypatch.setattr(
        catalogue, "_tables", lambda: iter([("1", {"kk": ["Қағидалардың мәні"], "ru": ["Предмет Правил"]})])
    )
    faults = catalogue_faults(catalogue._load())
    assert {"1: the title has no en text", "1: the summary has no kk text"} <= set(faults)
    assert "1: the title has no kk text" not in faults


@pytest.mark.parametrize(("number", "near"), [("9(9)", "9(1)"), ("7/8", "7/7"), ("ten", '"A3.6"'), ("", '"A3.6"')])
def test_an_unknown_clause_is_a_key_error_that_helps(number, near):
    with pytest.raises(KeyError) as caught:
        clause(number)
    assert caught.type is UnknownClause
    assert str(caught.value).startswith(f'The Rules have no clause "{number}"')
    assert near in str(caught.value)


def test_parents():
    pairs = {"9": None, "9-1": None, "9(1)": "9", "7/3": "7", "A3": None, "A3.6": "A3", "23/16": "23", "64(1)": "64"}
    assert {number: clause(number).parent for number in pairs} == pairs


CITED = {
    "9-1": ("9-1-тармақ", "пункт 9-1", "clause 9-1"),
    "9(1)": ("9-тармақтың 1) тармақшасы", "подпункт 1) пункта 9", "clause 9(1)"),
    "7/1": ("7-тармақтың 2-абзацы", "абзац 2 пункта 7", "clause 7, paragraph 2"),
    "17/2": ("17-тармақтың 2-бөлігі", "часть 2 пункта 17", "clause 17, part 2"),
    "16/2": (
        "16-тармақтың 3-бөлігінің 3-абзацы",
        "абзац 3 части 3 пункта 16",
        "clause 16, part 3, paragraph 3",
    ),
    "A1": ("1-қосымша", "приложение 1", "Appendix 1"),
    "A3.6": ("3-қосымшаның 6-тармағы", "пункт 6 приложения 3", "Appendix 3, item 6"),
}
CITED_SHORT = {
    "9": ("9-т.", "п. 9", "cl. 9"),
    "9(1)": ("9-т. 1)-тш.", "п. 9, пп. 1)", "cl. 9(1)"),
    "7/7": ("7-т. 8-абз.", "п. 7, абз. 8", "cl. 7, para. 8"),
    "36/3": ("36-т. 3-бөл.", "п. 36, ч. 3", "cl. 36, pt. 3"),
    "23/10": ("23-т. 2-бөл. 2-абз.", "п. 23, ч. 2, абз. 2", "cl. 23, pt. 2, para. 2"),
    "A2": ("2-қос.", "прил. 2", "App. 2"),
    "A3.12": ("3-қос. 12-т.", "прил. 3, п. 12", "App. 3, item 12"),
}


@pytest.mark.parametrize("number", CITED)
def test_label(number):
    assert tuple(label(number, language) for language in LANGUAGES) == CITED[number]


@pytest.mark.parametrize("number", CITED_SHORT)
def test_short(number):
    assert tuple(short(number, language) for language in LANGUAGES) == CITED_SHORT[number]


def test_no_two_clauses_are_cited_alike():
    for cite in (label, short):
        for language in LANGUAGES:
            assert len({cite(number, language) for number in CLAUSES}) == len(CLAUSES)


@pytest.mark.parametrize("cite", [label, short])
def test_an_unknown_clause_is_not_cited(cite):
    with pytest.raises(UnknownClause):
        cite("86", "en")


@pytest.mark.parametrize(
    ("spec", "numbers"),
    [
        ("8–12", "8 9 9-1 10 11 12"),
        ("8-10, A1", "8 9 9-1 10 A1"),
        ("9-1", "9-1"),
        ("3-1–5", "3-1 4 5"),
        ("39(1)–39(3), 40", "39(1) 39(2) 39(3) 40"),
        ("7/1 – 7/2", "7/1 7/2"),
        ("A3.11–A3.12", "A3.11 A3.12"),
        ("14–16", "14 15 16"),
        ("9, 8–9", "9 8"),
    ],
)
def test_expand(spec, numbers):
    assert expand(spec) == tuple(numbers.split())


@pytest.mark.parametrize("spec", ["", "8,", "84–86", "20–8", "9(1)–39(2)", "9–9(2)", "8–9–10", "8-9-10"])
def test_expand_refuses_what_is_no_list(spec):
    with pytest.raises(UnknownClause):
        expand(spec)
