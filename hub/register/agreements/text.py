"""The text of an agreement or amendment: a template filled in with data, in Kazakh and Russian (clauses 34, 35, 65)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from django.utils.translation import ngettext, override

from hub import words
from hub.documents.letterhead import HEAD, NAME, letterhead
from hub.documents.paper import shapes
from hub.reference.data import activities
from hub.register.agreements import lines
from hub.register.agreements.templates import template
from hub.register.models import Agreement, FeeLine
from hub.register.report_forms import report_forms
from rules.text import Text

Lang = Literal["kk", "ru"]
BOTH: tuple[Lang, Lang] = ("kk", "ru")
NOT_SIGNED: shapes.InTwo = {"kk": "«____» ______________ 20___ ж.", "ru": "«____» ______________ 20___ г."}
COUNTED: shapes.InTwo = {"kk": "қол қойылған күннен есептеледі", "ru": "считается со дня подписания"}
TO_SIGN = "______________________________"
PLACE: shapes.InTwo = {"kk": "Астана қ.", "ru": "г. Астана"}
HEADINGS: Sequence[shapes.AgreementColumn] = (
    {"kk": "Алым", "ru": "Сбор"},
    {"kk": "Мөлшері", "ru": "Размер"},
    {"kk": "Бір тоқсандағы шегі", "ru": "Пределы за квартал"},
    {"kk": "Күндері", "ru": "Дни действия"},
)


@dataclass(frozen=True, slots=True)
class Party:
    """The participant as the agreement names it. `signer`: position and full name of who signs, if known."""

    bin: str
    name: Text
    address: Text
    works: Sequence[str]
    signer: str = ""


@dataclass(frozen=True, slots=True)
class Terms:
    """What is agreed on. Without `signed_on` it is a draft; `amends` makes it an amendment.

    `years` are those of the term, or those by which it is extended; `until` is the last day, known with the signing.
    """

    number: str
    fees: Sequence[FeeLine] = field(default_factory=tuple)
    report_form: str = ""
    years: int | None = None
    signed_on: date | None = None
    until: date | None = None
    amends: Agreement | None = None


def text(version: str, party: Party, terms: Terms, *, on: date) -> shapes.Agreement:
    """The document as data for the paper and for DOCX; `on` is the day of the List that names the activities."""
    kind = template(version)["amendment" if terms.amends else "agreement"]
    filled = {lang: _filled(party, terms, lang, on) for lang in BOTH}
    changes = {"term": terms.years, "report_form": terms.report_form, "fees": terms.fees}
    sections = [one for one in kind["sections"] if "only" not in one or changes[one["only"]]]
    return {
        "letterhead": letterhead(),
        "title_kk": kind["title"]["kk"],
        "title_ru": kind["title"]["ru"],
        "number": terms.number,
        "date_kk": words.day(terms.signed_on, "kk") or NOT_SIGNED["kk"],
        "date_ru": words.day(terms.signed_on, "ru") or NOT_SIGNED["ru"],
        "place_kk": PLACE["kk"],
        "place_ru": PLACE["ru"],
        "sections": [_section(n, one, filled, terms.fees) for n, one in enumerate(sections, 1)],
        "parties": [_technopark(), _participant(party)],
    }


def _filled(party: Party, terms: Terms, lang: Lang, on: date) -> dict[str, str]:
    """Placeholder → its words in one language."""
    form = report_forms().get(terms.report_form)
    titles = {top.key: top.title for top in activities(on)}
    chosen = sorted({work.split(".")[0] for work in party.works}, key=int)
    amended = _first(terms.amends)
    return {
        "activities": "; ".join(titles[key].to(lang) for key in chosen if key in titles),
        "years": _years(terms.years or 0, lang),
        "until": words.day(terms.until, lang) or COUNTED[lang],
        "report_form": form.to(lang) if form else terms.report_form,
        "amended": amended.number if amended else "",
        "amended_on": words.day(amended.signed_on, lang) if amended else "",
        "fees_since": _fees_since(terms.fees, lang),
    }


def _first(agreement: Agreement | None) -> Agreement | None:
    """The agreement itself, behind the amendments before this one."""
    while agreement is not None and agreement.amends is not None:
        agreement = agreement.amends
    return agreement


def _years(years: int, lang: Lang) -> str:
    with override(lang):
        return ngettext("%(n)s year", "%(n)s years", years) % {"n": years}


def _fees_since(fees: Iterable[FeeLine], lang: Lang) -> str:
    """The day from which new fees stand in for the earlier ones, as the sentence takes it."""
    begun = [line.since for line in fees]
    if not begun or not all(begun):
        return lines.FROM_SIGNING.to(lang)
    first = words.day(min(begun), lang)
    return f"{first} күнінен" if lang == "kk" else f"с {first}"


def _section(
    number: int, one: Mapping[str, Any], filled: Mapping[Lang, Mapping[str, str]], fees: Sequence[FeeLine]
) -> shapes.AgreementSection:
    clauses: list[shapes.Clause] = [
        {
            "number": f"{number}.{place}",
            "kk": clause["kk"].format_map(filled["kk"]),
            "ru": clause["ru"].format_map(filled["ru"]),
        }
        for place, clause in enumerate(one["clauses"], 1)
    ]
    section: shapes.AgreementSection = {"number": str(number), "kk": one["kk"], "ru": one["ru"], "clauses": clauses}
    if one.get("table") == "fees":
        section["table"] = _table(fees)
    return section


def _table(fees: Sequence[FeeLine]) -> shapes.AgreementTable:
    """A row a fee: its name, its size, its limits, its days."""
    cells = (lines.name, lines.amount, lines.limits, lines.days)
    return {
        "columns": list(HEADINGS),
        "rows": [[_in_two(cell(line, "kk"), cell(line, "ru")) for cell in cells] for line in fees],
    }


def _in_two(kk: str, ru: str) -> str | shapes.InTwo:
    return kk if kk == ru else {"kk": kk, "ru": ru}


def _technopark() -> shapes.Party:
    return {"kk": ["Технопарк", NAME.kk, HEAD.kk], "ru": ["Технопарк", NAME.ru, HEAD.ru]}


def _participant(party: Party) -> shapes.Party:
    signer = party.signer or TO_SIGN
    return {
        "kk": ["Қатысушы", party.name.kk, f"БСН {party.bin}", party.address.kk, signer],
        "ru": ["Участник", party.name.ru, f"БИН {party.bin}", party.address.ru, signer],
    }
