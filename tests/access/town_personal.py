"""Consents and requests about personal data in the town."""

from __future__ import annotations

from hub.personal_data import consents, requests
from tests.access.scene import NOW, Scene


def furnish(scene: Scene) -> None:
    """A consent of two heads; requests that wait, one that is decided, one of an administrator's own."""
    for persona in ("owner", "owner_b"):
        scene.args[f"{persona} consent"] = (consents.give("account", by=scene.people[persona], at=NOW).pk,)
    for kind in ("correction", "erasure"):
        made = requests.ask(kind, f"canary-request-{kind}", by=scene.owner, at=NOW)
        scene.args[f"{kind} request"] = (made.pk,)
    own = requests.ask("correction", "canary-request-own", by=scene.administrator, at=NOW)
    decided = requests.ask("correction", "canary-request-decided", by=scene.owner_b, at=NOW)
    requests.decide(decided.pk, "refused", "canary-decision", by=scene.officer, at=NOW)
    scene.args |= {"own request": (own.pk,), "decided request": (decided.pk,), "wording": ("account",)}
