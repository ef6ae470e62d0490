"""The chapter of registration (clauses 7–20): its procedure, its pages, what must hold, what the acts bring about."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from hub import words
from hub.accounts.models import Organisation
from hub.cases import drafts, remarking
from hub.cases.chapter import Chapter, Doing, Effect, NeedTest
from hub.cases.checklist import all_hold
from hub.cases.models import Case
from hub.cases.parts import Answers, Part, Table
from hub.commissions.decisions import decided
from hub.documents.translation import untranslated
from hub.reference.data import activities
from hub.register.agreements import draft
from hub.register.agreements import words as agreed
from hub.register.place import LocationForm
from hub.registration import effects, forms
from hub.registration.act_forms import AgreeForm
from rules.registration import REGISTRATION

YOU = _("Your organisation")
PLAN = _("Business plan (Appendix 3)")
PROOF = _("Documents (clause 9)")

ABOUT = Part("about", YOU, _("Organisation and location"), "8", forms.AboutForm)
REQUIREMENTS = Part("requirements", YOU, _("Requirements of clause 7"), "7", forms.RequirementsForm)
ACTIVITIES = Part("activities", YOU, _("Activities and works from the List"), "7/7", forms.ActivitiesForm)
PROJECTS = Part(
    "projects",
    PLAN,
    _("Projects"),
    "A3.1",
    also=("A3.2", "A3.5"),
    tables=(
        Table(
            "project",
            _("Projects"),
            forms.ProjectRow,
            row=_("Project"),
            hint=_("With several activities, describe every project within each of them."),
        ),
    ),
)
TECHNICAL = Part(
    "technical",
    PLAN,
    _("Rights, technical description, significance"),
    "A3.7",
    forms.TechnicalForm,
    optional_slots=("extra",),
    also=("A3.3", "A3.12"),
)
TEAM = Part("team", PLAN, _("Team"), "A3.4", tables=(Table("team", _("Team"), forms.TeamRow, row=_("Position")),))
KPI = Part(
    "kpi",
    PLAN,
    _("Key performance indicators"),
    "A3.6",
    tables=(
        Table(
            "kpi",
            _("Indicators by year"),
            forms.kpi_row,
            row=_("Indicator"),
            hint=_("An indicator is measurable: a number for each year of participation."),
        ),
    ),
)
BUDGET = Part(
    "budget",
    PLAN,
    _("Budget by year"),
    "A3.8",
    tables=(Table("budget", _("Planned expenses by year, tenge"), forms.budget_row, row=_("Expense")),),
)
SALES = Part(
    "sales",
    PLAN,
    _("Products, clients and sales by year"),
    "A3.9",
    forms.SalesForm,
    also=("A3.10",),
    tables=(Table("sale", _("Expected sales and income by year"), forms.sales_row, row=_("Product")),),
)
MEASURES = Part(
    "measures",
    PLAN,
    _("Plan of measures"),
    "A3.11",
    tables=(Table("measure", _("Measures"), forms.MeasureRow, row=_("Measure")),),
)
TAX = Part("tax", PROOF, _("Statement of tax debt"), "9(2)", forms.TaxForm, slots=("tax_statement",))
LOCATION = Part("location", PROOF, _("Proof of location"), "9(3)", LocationForm, slots=("location_proof",))

PLAN_PARTS = (PROJECTS, TECHNICAL, TEAM, KPI, BUDGET, SALES, MEASURES)


class RegistrationChapter(Chapter):
    procedure = REGISTRATION
    number_prefix = "R"
    checklist: tuple[str, ...] = ("7/1", "7/2", "7/3", "7/4", "7/5", "7/6", "7/7", "9(1)", "9(2)", "9(3)", "11")
    slots = {
        "business_plan": _("Business plan"),
        "tax_statement": _("Statement of tax debt"),
        "location_proof": _("Proof of location"),
        "extra": _("Further documents to the business plan"),
    }

    def parts(self, case: Case) -> Sequence[Part]:
        return (ABOUT, REQUIREMENTS, ACTIVITIES, *PLAN_PARTS, TAX, LOCATION)

    def may_begin(self, organisation: Organisation, on: date) -> bool:
        """A participant does not register again while the participation lasts."""
        return not organisation.participations.filter(until__gte=on).exists()

    def previews(self, case: Case) -> Sequence[tuple[Any, str]]:
        return ((_now("See the business plan as a PDF"), reverse("plan", args=[case.pk])),)

    def address(self, case: Case, language: str) -> str:
        about = drafts.answers(case, case.created_at.date())["about"].cleaned()
        return str(about.get("address_kk" if language == "kk" else "address_ru", ""))

    def next_steps(self) -> Sequence[str]:
        return (
            _now(
                "If something is amiss, you get one notice with all remarks, each with its clause. "
                "You answer them in the portal."
            ),
            _now(
                "If everything is in order, the Technopark sends the application to the Commission, "
                "which decides on it."
            ),
        )

    def needs(self) -> Mapping[str, NeedTest]:
        return {
            "complete": lambda doing: not drafts.problems(doing.case, doing.on),
            "statement": _statement_holds,
            "declared": lambda doing: doing.given.get("declared") is True,
            "has_remarks": lambda doing: doing.case.remarks.filter(notice=None).exists(),
            "no_open_remarks": lambda doing: not doing.case.remarks.filter(notice=None).exists(),
            "answered": lambda doing: not doing.case.remarks.exclude(notice=None).filter(answered_at=None).exists(),
            "checked": lambda doing: all_hold(doing.case),
            "translated": lambda doing: not untranslated(doing.case.current_files()),
            "decided": lambda doing: decided(doing.case, doing.act, doing.given),
            "term_set": _term_holds,
        }

    def effects(self) -> Mapping[str, Effect]:
        return {
            "file": effects.file,
            "answer": effects.file,
            "remark": remarking.send,
            "notify": effects.notify,
            "agree": effects.agree,
            "certify": effects.certify,
            "enter": effects.enter,
        }

    def act_form(self, act: str) -> Any:
        return {"agree": AgreeForm}.get(act)

    def act_initial(self, case: Case, act: str) -> dict[str, Any]:
        return {"terms": _terms(case)} if act == "agree" else {}

    def act_first(self, case: Case, act: str) -> str:
        """The agreement is drawn up before its signing is recorded."""
        return reverse("agreement_draft", args=[case.pk]) if act == "agree" and _terms(case) is None else ""

    def act_facts(self, case: Case, act: str) -> Sequence[tuple[str, Any]]:
        terms = _terms(case) if act == "agree" else None
        return [*agreed.facts(terms), agreed.draft_link(case)] if terms else ()

    def summary(self, case: Case, answers: Mapping[str, Answers]) -> Sequence[tuple[str, Any]]:
        about = answers["about"].context
        titles = {top.key: words.words(top.title) for top in activities(about.on)}
        chosen = sorted({work.split(".")[0] for work in about.values("activities", "works")}, key=int)
        return (
            (_now("Organisation"), case.organisation.name(words.language())),
            (_now("BIN"), case.organisation.bin),
            (_now("Activities"), "; ".join(f"{key}. {titles.get(key, '')}" for key in chosen)),
            (_now("Years asked for"), about.value("about", "years")),
        )


def _terms(case: Case) -> dict[str, Any] | None:
    """The terms of the agreement as they were drawn up; None until they are complete."""
    return draft.terms(case, case.created_at.date())


def _statement_holds(doing: Doing) -> bool:
    form = drafts.answers(doing.case, doing.on)["tax"].form
    return form is not None and form.is_valid()


def _term_holds(doing: Doing) -> bool:
    years = doing.given.get("years", 0)
    return isinstance(years, int) and years >= doing.edition.threshold("participation_years_min")
