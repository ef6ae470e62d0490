"""The message catalogues in `locale/`: brought up to date, checked and compiled without GNU gettext.

English is in the sources. A catalogue holds our own texts, and the texts of packages that our pages show but the
package itself has not in that language.
"""

import argparse
import re
from collections.abc import Iterator, Mapping, Sequence
from gettext import GNUTranslations
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from typing import TextIO

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir, extract_from_file
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from jinja2 import TemplateSyntaxError

from hub.config.env import ROOT

FOLDER = ROOT / "locale"
PLURALS: Mapping[str, tuple[int, str]] = {
    "kk": (2, "(n != 1)"),
    "ru": (3, "(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2)"),
}
KEYWORDS = {
    **DEFAULT_KEYWORDS,
    "_now": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
FOREIGN = (
    "django.forms.fields",
    "django.forms.models",
    "django.forms.formsets",
    "django.core.validators",
    "django.contrib.auth.password_validation",
    "allauth.account.forms",
    "allauth.account.adapter",
)
"""Modules of packages whose complaints our pages show."""
PACKAGED = ("django/conf/locale", "django/contrib/auth/locale", "allauth/locale")
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[sd]|\{\w*\}")
HEADER = """msgid ""
msgstr ""
"Project-Id-Version: Astana Hub Portal\\n"
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals={forms}; plural={rule};\\n"

"""


def run(argv: Sequence[str], out: TextIO, err: TextIO) -> int:
    """`update` renews the catalogues, `check` lists what is wrong (status 1), `compile` makes what the portal reads."""
    parser = argparse.ArgumentParser(prog="hub translations")
    parser.add_argument("what", choices=("update", "check", "compile"))
    what = parser.parse_args(argv).what
    if what == "compile":
        compile_all()
        return 0
    if what == "update":
        update_all()
    problems = [problem for language in PLURALS for problem in faults(language)]
    (out if what == "update" else err).write("".join(f"{problem}\n" for problem in problems))
    out.write("The catalogues are complete.\n" if not problems else f"{len(problems)} texts need a translator.\n")
    return 1 if problems and what == "check" else 0


def path(language: str) -> Path:
    return FOLDER / language / "LC_MESSAGES" / "django.po"


def stored(language: str) -> Catalog:
    """The catalogue as it stands in the file; an empty one where there is none."""
    source = path(language).read_bytes() if path(language).exists() else _header(language)
    return read_po(BytesIO(source), locale=language)


def extracted(language: str) -> Catalog:
    """What the catalogue of a language must hold, from the sources as they are now."""
    catalog = read_po(BytesIO(_header(language)), locale=language)
    for place, _line, message, comments, context in _own():
        catalog.add(message, locations=[(place, 0)], auto_comments=comments, context=context)
    for place, message, context in _foreign(language):
        if catalog.get(message if isinstance(message, str) else message[0], context) is None:
            catalog.add(message, locations=[(place, 0)], context=context)
    return catalog


def _own() -> Iterator[tuple[str, int, str | tuple[str, ...], list[str], str | None]]:
    with (ROOT / "babel.cfg").open(encoding="utf-8") as file:
        methods, options = parse_mapping_cfg(file, "babel.cfg")  # type: ignore[no-untyped-call]
    here: list[str] = []
    found = extract_from_dir(
        ROOT, methods, options, KEYWORDS, ("Translators:",), lambda name, *_: here.append(name), strip_comment_tags=True
    )
    try:
        yield from sorted(found, key=lambda each: each[:2])
    except TemplateSyntaxError as error:
        raise SystemExit(f"{here[-1]}:{error.lineno}: {error.message}") from error


def _foreign(language: str) -> Iterator[tuple[str, str | tuple[str, ...], str | None]]:
    """The texts of packages that their own catalogues lack in `language`."""
    known = [GNUTranslations(BytesIO(file.read_bytes())) for file in _packaged(language)]
    for module in FOREIGN:
        spec = find_spec(module)
        for _line, message, _comments, context in extract_from_file("python", str(spec and spec.origin), KEYWORDS):
            text = message if isinstance(message, str) else message[0]
            if not any(_knows(each, text, context) for each in known):
                yield module, message, context


def _packaged(language: str) -> Iterator[Path]:
    for folder in PACKAGED:
        package, *rest = folder.split("/")
        spec = find_spec(package)
        file = Path(str(spec and spec.origin)).parent.joinpath(*rest, language, "LC_MESSAGES", "django.mo")
        if file.exists():
            yield file


def _knows(translations: GNUTranslations, text: str, context: str | None) -> bool:
    ways = (translations.gettext(text), translations.ngettext(text, text, 1)) if context is None else ()
    return any(way != text for way in ways) or (context is not None and translations.pgettext(context, text) != text)


def update_all() -> None:
    """Add new texts, drop those no longer used, keep every translation; the same sources give the same bytes."""
    for language in PLURALS:
        old, new = stored(language), extracted(language)
        for message in new:
            kept = old.get(message.id[0] if message.pluralizable else message.id, message.context)
            if message.id and kept is not None and kept.pluralizable == message.pluralizable:
                message.string, message.user_comments = kept.string, kept.user_comments
        path(language).parent.mkdir(parents=True, exist_ok=True)
        path(language).write_bytes(written(new, language))


def written(catalog: Catalog, language: str) -> bytes:
    body = BytesIO()
    write_po(body, catalog, width=110, omit_header=True, sort_output=True, include_lineno=False)
    return _header(language) + body.getvalue().lstrip()


def _header(language: str) -> bytes:
    forms, rule = PLURALS[language]
    return HEADER.format(language=language, forms=forms, rule=rule).encode()


def compile_all() -> None:
    """Write the compiled catalogue beside each one that is newer than it."""
    for language in PLURALS:
        source, target = path(language), path(language).with_suffix(".mo")
        if source.exists() and not (target.exists() and target.stat().st_mtime >= source.stat().st_mtime):
            with target.open("wb") as file:
                write_mo(file, stored(language))


def faults(language: str) -> list[str]:
    """What a translator or a programmer must mend in a language's catalogue; empty when all is well."""
    there, wanted = stored(language), extracted(language)
    have, need = {_key(one): one for one in there if one.id}, {_key(one) for one in wanted if one.id}
    return [
        *(
            f"{language}: missing, run `hub translations update`: {key[1]!r}"
            for key in sorted(need - have.keys(), key=str)
        ),
        *(f"{language}: no longer used: {key[1]!r}" for key in sorted(have.keys() - need, key=str)),
        *(f"{language}: {fault}: {key[1]!r}" for key, message in have.items() for fault in _message_faults(message)),
    ]


def _key(message: Message) -> tuple[str | None, str | tuple[str, ...]]:
    return message.context, message.id if isinstance(message.id, str) else tuple(message.id)


def _message_faults(message: Message) -> Iterator[str]:
    texts = [message.string] if isinstance(message.string, str) else list(message.string or ())
    if message.fuzzy:
        yield "fuzzy, settle it"
    if not texts or not all(texts):
        yield "not translated"
        return
    for index, text in enumerate(texts):
        if _placeholders(text) not in _allowed(message, index, len(texts)):
            yield f"other placeholders than in English: {text!r}"


def _allowed(message: Message, index: int, forms: int) -> list[list[str]]:
    """The placeholders that a form may have; the form for exactly one may leave out the number, as English does."""
    ids = [message.id] if isinstance(message.id, str) else list(message.id)
    only_one = index == 0 and forms == 2  # noqa: PLR2004  one form for 1, one for all else
    return [_placeholders(ids[-1]), *([_placeholders(ids[0])] if only_one else [])]


def _placeholders(text: str) -> list[str]:
    return sorted(PLACEHOLDER.findall(text.replace("%%", "")))
