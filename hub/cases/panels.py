"""What the rooms above show in the cabinet. A room names its template and what it needs when its app is ready."""

from collections.abc import Callable, Iterator
from typing import Any

from hub.accounts.access import Access

Content = Callable[[Access], Any]
"""What the template shows as `panel`; nothing where the room has nothing to show this person."""

_PANELS: dict[str, Content] = {}


def show_in_cabinet(template: str, content: Content) -> None:
    """Register a part of the cabinet; each template is registered once."""
    if template in _PANELS:
        raise ValueError(f"{template} is registered already")
    _PANELS[template] = content


def of_cabinet(access: Access) -> Iterator[tuple[str, Any]]:
    """Template and content of each part that has something to show."""
    for template, content in _PANELS.items():
        if shown := content(access):
            yield template, shown
