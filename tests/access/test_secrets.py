"""Each canary is told to those for whom it is; the matrix sees to it that nobody else reads any."""

import pytest

from tests.access.asking import address
from tests.access.people import CANARIES

pytestmark = pytest.mark.django_db

TOLD = {
    "canary-remark-check": [("reader", "case", "check"), ("auditor", "case", "check")],
    "canary-remark-remarks": [("owner", "answers", "remarks")],
    "canary-answer": [("officer", "case", "check")],
    "canary-unsent-remark": [("officer", "remarks", "check")],
    "canary-unsent-answer": [("editor", "answers", "remarks")],
    "canary-note": [("officer", "case", "check")],
    "canary-ballot": [("member", "item", "agenda item")],
    "canary-reasons-approved": [("chair", "item", "approved item"), ("reader", "case", "approved")],
    "canary-conflict-agenda": [("conflicted", "item", "agenda item")],
    "canary-dissent": [("secretary", "item", "approved item")],
    "canary-colleague@example.kz": [("owner", "organisation", "check company")],
    "canary-invited-check@example.kz": [("owner", "organisation", "check company")],
    "canary-invited-foreign@example.kz": [("owner_b", "organisation", "foreign company")],
    "canary-notice": [("owner", "notices", "")],
    "canary-grant": [("administrator", "roles", "")],
    "canary-english-queued.pdf": [("translator", "translations", ""), ("editor", "case", "check")],
}
STAGES = ("check", "waiting", "agenda", "approved", "participant", "foreign")


@pytest.mark.parametrize("word", sorted(TOLD))
def test_a_secret_is_told_to_those_for_whom_it_is(visitors, word):
    for persona, route, target in TOLD[word]:
        assert persona in CANARIES[word]
        answer = visitors.ask(persona, "get", address(route, visitors.scene.args.get(target, ())))
        assert word in answer.text, f"{persona} does not read it at {route}"


@pytest.mark.parametrize("stage", STAGES)
def test_the_plan_and_the_names_of_documents_are_told_to_every_reader_of_the_case(visitors, stage):
    for persona in CANARIES[f"canary-plan-{stage}"]:
        answer = visitors.ask(persona, "get", address("case", visitors.scene.args[stage]))
        assert f"canary-plan-{stage}" in answer.text, persona
        assert f"canary-file-{stage}.pdf" in answer.text, persona
