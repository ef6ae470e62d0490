"""What rooms beside each other show on one participation's page. A room names its template when its app is ready."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from hub.accounts.access import Access
    from hub.register.models import Participant

Content = Callable[["Participant", "Access"], Any]
"""What the template shows as `section`; nothing where the room has nothing to show this person."""

_SECTIONS: dict[str, Content] = {}


def show_on_participation(template: str, content: Content) -> None:
    """Register a section of the page; each template is registered once."""
    if template in _SECTIONS:
        raise ValueError(f"{template} is registered already")
    _SECTIONS[template] = content


def of_participation(participant: Participant, access: Access) -> Iterator[tuple[str, Any]]:
    """Template and content of each section that has something to show."""
    for template, content in _SECTIONS.items():
        if shown := content(participant, access):
            yield template, shown
