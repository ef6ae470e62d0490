"""The environment of the page templates."""

from typing import Any

from django.templatetags.static import static
from django.urls import reverse
from django.utils import translation
from jinja2 import Environment, select_autoescape

from hub import words
from hub.privacy import masks
from rules.clauses import label, short


def environment(**options: Any) -> Environment:
    """A Jinja2 environment that escapes everything."""
    options["autoescape"] = select_autoescape(default=True, default_for_string=True)
    env = Environment(extensions=["jinja2.ext.i18n", "jinja2.ext.do"], **options)  # noqa: S701  autoescape is set above
    env.install_gettext_callables(  # type: ignore[attr-defined]
        gettext=translation.gettext,
        ngettext=translation.ngettext,
        pgettext=translation.pgettext,
        npgettext=translation.npgettext,
        newstyle=True,
    )
    env.globals |= {
        "url": _url,
        "static": static,
        "get_language": words.language,
        "w": words.words,
        "day": words.day,
        "moment": words.moment,
        "month": words.month,
        "weekday_short": words.weekday_short,
        "number": words.number,
        "tenge": words.tenge,
        "size": words.size,
        "mask_email": masks.email,
        "clause_label": lambda clause: label(clause, words.language()),
        "clause_short": lambda clause: short(clause, words.language()),
        "clause_url": lambda clause: _url("clause", clause),
    }
    return env


def _url(name: str, *args: Any, **kwargs: Any) -> str:
    return reverse(name, args=args or None, kwargs=kwargs or None)
