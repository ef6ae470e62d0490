"""Consents of two participants, and packages under them and by law: told at once, told later, handed over."""

from __future__ import annotations

from hub.accounts.access import Access
from hub.accounts.models import User
from hub.confidentiality import consents, disclosures, packages
from hub.confidentiality.information import Piece, pieces
from hub.register.models import Participant
from tests.access.scene import NOW, TOMORROW, Scene, kept_file

TERMS = consents.Terms(("agreements",), "canary-recipient", "canary-purpose", TOMORROW)


def consent(scene: Scene) -> None:
    ours, theirs = (scene.cases[stage].participant for stage in ("participant", "ended"))
    given = consents.give(ours, TERMS, by=scene.owner, at=NOW)
    scan = kept_file("canary-scan.pdf", "ru", ours.organisation, scene.officer)
    paper = consents.OnPaper("Адам owner", NOW.date(), scan)
    on_paper = consents.record_paper(ours, TERMS, paper, by=scene.officer, at=NOW)
    other_terms = consents.Terms(("agreements",), "Фонд", "Грант", TOMORROW)
    other = consents.give(theirs, other_terms, by=scene.ended, at=NOW)
    scene.args |= {"portal consent": (given.pk,), "paper consent": (on_paper.pk,), "ended consent": (other.pk,)}
    by = scene.officer
    made = {
        "consented": disclosures.under_consent(given, _chosen(ours, by), by=by, at=NOW),
        "taken": disclosures.under_consent(on_paper, _chosen(ours, by), by=by, at=NOW),
        "ended": disclosures.under_consent(other, _chosen(theirs, by), by=by, at=NOW),
        "court": disclosures.by_law(ours, _chosen(ours, by), _law("canary-court"), by=by, at=NOW),
        "untold": disclosures.by_law(ours, _chosen(ours, by), _law("canary-untold", later=True), by=by, at=NOW),
    }
    disclosures.take(made["taken"], packages.build(made["taken"]), by=by, at=NOW)
    scene.args |= {f"{name} disclosure": (one.pk,) for name, one in made.items()}


def _chosen(participant: Participant, by: User) -> list[Piece]:
    return [one for one in pieces(participant, Access(by, NOW.date())).values() if one.kind == "agreements"]


def _law(basis: str, *, later: bool = False) -> disclosures.Law:
    return disclosures.Law("Суд", "Дело № 7", basis, TOMORROW if later else None)
