"""A view reaches private rows through their policy only: `visible_to(access)`, or what it has fetched by it.

A person's own rows (`filter(user=request.user)`) need no other policy.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps

ROOT = Path(__file__).parents[2]
VIEW_MODULES = sorted(path for path in (ROOT / "hub").rglob("*.py") if path.name.endswith(("views.py", "pages.py")))
MANAGERS = frozenset({"objects", "_default_manager", "_base_manager"})
FETCHERS = frozenset({"get_object_or_404", "get_list_or_404"})
AROUND = frozenset({"raw", "cursor", "get_model", "model_class"})
"""Ways around the managers."""

PUBLIC = {
    "Participant": "the register is public (clause 20); its manager shows what is entered by `public()`",
    "Certificate": "anybody may check one (clause 18)",
    "Commission": "the commissions and their rules stand on a public page (clause 13)",
    "Charter": "stands on the public page of the commissions",
    "Seat": "the composition stands on the public page of the commissions (clause 13)",
    "DayCorrection": "the working calendar is told to everybody with each due day",
    "ConfirmedYear": "the working calendar is told to everybody with each due day",
    "MrpValue": "the index is published by law",
    "ListEntry": "the List of priority activities is published",
    "ReminderRule": "how many days ahead all participants are reminded tells nothing of anybody",
}
"""The models that views may fetch from freely, each with its reason; all others are private."""

THROUGH = {
    "visible_to": "the policy of the rows",
    "headed_by": "a narrower policy",
    "of_organisations": "a narrower policy",
    "of_letter": "the link of a letter is the right",
    "none": "nothing",
}
"""The first step from a private model's manager."""

EXCEPT = {
    ("hub/demo/views.py", "DemoMail"): "the demonstration's mailbox; production does not route it",
    ("hub/demo/views.py", "User"): "the demonstration's one-click accounts; production does not route them",
    ("hub/site/views.py", "cursor"): "SELECT 1: the database answers",
}

ADVICE = (
    "fetch with `{model}.objects.visible_to(request.access)`, `filter(user=request.user)` or from a row that was"
    " fetched so (`case.attachments`); if the model is public, say why in PUBLIC of tests/access/test_fetching.py"
)


def _models() -> frozenset[str]:
    return frozenset(model.__name__ for model in apps.get_models())


def faults(source: str, path: str, models: frozenset[str]) -> Iterator[str]:
    """Where the source fetches private rows past their policy; what to do instead."""
    tree = ast.parse(source)
    steps = {id(node.value): node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    steps |= {id(node.func.value): "visible_to" for node in ast.walk(tree) if _asks_for_own(node)}  # type: ignore[attr-defined]
    for node in ast.walk(tree):
        for model in _fetched(node, steps, models):
            if model not in PUBLIC and (path, model) not in EXCEPT:
                yield f"{path}:{node.lineno}: {model}: {ADVICE.format(model=model)}"  # type: ignore[attr-defined]


def _asks_for_own(node: ast.AST) -> bool:
    """Whether this is `….filter(…=request.user, …)`."""
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "filter"
        and any(one.arg and ast.unparse(one.value) == "request.user" for one in node.keywords)
    )


def _fetched(node: ast.AST, steps: dict[int, str], models: frozenset[str]) -> Iterator[str]:
    """The model from whose manager the node takes rows, or the way in which it goes around."""
    if isinstance(node, ast.Attribute) and node.attr in MANAGERS and steps.get(id(node)) not in THROUGH:
        yield ast.unparse(node.value)
    if isinstance(node, ast.Call):
        name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        if name in AROUND:
            yield name
        given = node.args[0].id if node.args and isinstance(node.args[0], ast.Name) else ""
        if (name in FETCHERS or "QuerySet" in name) and given in models:
            yield given


@pytest.mark.parametrize("path", VIEW_MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_view_fetches_private_rows_through_their_policy(path):
    assert list(faults(path.read_text(), str(path.relative_to(ROOT)), _models())) == []


@pytest.mark.parametrize(
    "line",
    [
        "Case.objects.filter(pk=pk)",
        "get_object_or_404(Case, pk=pk)",
        "shortcuts.get_object_or_404(Case, pk=pk)",
        "Case._base_manager.get(pk=pk)",
        "type(case).objects.get(pk=pk)",
        "rows = Case.objects",
        "Case.objects.select_related('organisation').visible_to(access)",
        "QuerySet(Case).get(pk=pk)",
        "apps.get_model('cases', 'Case').x",
        "Anything.objects.all()",
        "Notice.objects.filter(user=person)",
        "Notice.objects.exclude(user=request.user)",
    ],
)
def test_what_goes_past_the_policy_is_found(line):
    assert list(faults(line, "hub/x/views.py", _models()))


@pytest.mark.parametrize(
    "line",
    [
        "Case.objects.visible_to(request.access).filter(pk=pk)",
        "get_object_or_404(Case.objects.visible_to(access), pk=pk)",
        "get_object_or_404(case.attachments, pk=pk)",
        "get_object_or_404(Commission, pk=pk)",
        "Seat.objects.on(day)",
        "mine = Notice.objects.visible_to(access)",
        "Authenticator.objects.filter(user=request.user, type=kind)",
    ],
)
def test_what_goes_through_the_policy_is_not(line):
    assert list(faults(line, "hub/x/views.py", _models())) == []


def test_every_exception_is_still_needed():
    models = _models()
    assert sorted(set(PUBLIC) - models) == []
    used = {path: (ROOT / path).read_text() for path, _model in EXCEPT}
    assert [entry for entry in EXCEPT if entry[1] not in used[entry[0]]] == []


def test_there_are_views_to_look_at():
    assert len(VIEW_MODULES) > 15
