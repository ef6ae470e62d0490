"""The message catalogues: nothing is lost, nothing missing goes unnoticed, the same sources give the same bytes."""

import io
from gettext import GNUTranslations

import pytest
from babel.messages.catalog import Catalog, Message

from hub.config import translations


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Catalogues of a small source: two texts, one of them with a number."""
    monkeypatch.setattr(translations, "FOLDER", tmp_path)
    sources = {"ids": ["Case", ("%(n)s day", "%(n)s days")]}

    def extracted(language):
        catalog = Catalog(locale=language)
        for text in sources["ids"]:
            catalog.add(text, locations=[("hub/x.py", 0)])
        return catalog

    monkeypatch.setattr(translations, "extracted", extracted)
    return sources


def run(what):
    out, err = io.StringIO(), io.StringIO()
    return translations.run([what], out, err), out.getvalue() + err.getvalue()


def fill(language, *changes):
    path = translations.path(language)
    text = path.read_text(encoding="utf-8")
    for before, after in changes:
        assert before in text
        text = text.replace(before, after, 1)
    path.write_text(text, encoding="utf-8")


def fill_all():
    run("update")
    fill("kk", ('"Case"\nmsgstr ""', '"Case"\nmsgstr "Іс"'), ('[0] ""', '[0] "%(n)s күн"'))
    fill("kk", ('[1] ""', '[1] "%(n)s күн"'))
    fill("ru", ('"Case"\nmsgstr ""', '"Case"\nmsgstr "Дело"'), ('[0] ""', '[0] "%(n)s день"'))
    fill("ru", ('[1] ""', '[1] "%(n)s дня"'), ('[2] ""', '[2] "%(n)s дней"'))


def test_new_texts_are_added_empty_and_the_check_names_them(folder):
    assert run("check")[0] == 1
    assert run("update")[0] == 0
    code, told = run("check")
    assert code == 1
    assert "kk: not translated: 'Case'" in told
    assert "4 texts need a translator." in told


def test_a_complete_catalogue_passes_and_stays_as_it_is(folder):
    fill_all()
    assert run("check") == (0, "The catalogues are complete.\n")
    before = translations.path("ru").read_bytes()
    run("update")
    assert translations.path("ru").read_bytes() == before


def test_a_text_that_is_gone_and_a_text_that_is_new(folder):
    fill_all()
    folder["ids"] = ["Case", "Cases"]
    _, told = run("check")
    assert "ru: missing, run `hub translations update`: 'Cases'" in told
    assert "ru: no longer used: ('%(n)s day', '%(n)s days')" in told
    run("update")
    assert "день" not in translations.path("ru").read_text(encoding="utf-8")
    assert "Дело" in translations.path("ru").read_text(encoding="utf-8")


def test_other_placeholders_and_fuzzy_texts_are_named(folder):
    fill_all()
    fill("ru", ("%(n)s дня", "%(m)s дня"), ('msgid "Case"', '#, fuzzy\nmsgid "Case"'))
    _, told = run("check")
    assert "ru: other placeholders than in English: '%(m)s дня'" in told
    assert "ru: fuzzy, settle it: 'Case'" in told


@pytest.mark.parametrize(
    ("text", "said", "wrong"),
    [
        ("%(a)s of %(b)s", "%(b)s: %(a)s", False),
        ("%(a)s of %(b)s", "%(a)s", True),
        ("{name} is full", "{name} толық", False),
        ("{name} is full", "{имя} толық", True),
        ("100%% of %(a)s", "%(a)s: 100%%", False),
        ("%(a)s", "%(a)d", True),
        (("%(n)s day", "%(n)s days"), ("бір күн", "%(n)s күн"), True),
        (("A day", "%(n)s days"), ("Бір күн", "%(n)s күн"), False),
        (("%(n)s day", "%(n)s days"), ("%(n)s день", "%(n)s дня", "дней"), True),
    ],
)
def test_placeholders(text, said, wrong):
    assert bool(list(translations._message_faults(Message(text, said)))) is wrong


def test_compiled_catalogues_speak(folder):
    fill_all()
    run("compile")
    with translations.path("ru").with_suffix(".mo").open("rb") as file:
        russian = GNUTranslations(file)
    assert russian.gettext("Case") == "Дело"
    said = [russian.ngettext("%(n)s day", "%(n)s days", n) for n in (1, 2, 5, 11, 21)]
    assert said == ["%(n)s день", "%(n)s дня", "%(n)s дней", "%(n)s дней", "%(n)s день"]


def test_the_sources_are_read_in_python_and_in_templates():
    ids = {message.id for message in translations.extracted("kk")}
    assert "Business plan (Appendix 3)" in ids
    assert "Check your answers and file" in ids


def test_packages_lend_only_what_they_do_not_say_themselves():
    places = {
        language: {place for message in translations.extracted(language) for place, _ in message.locations}
        for language in ("kk", "ru")
    }
    assert "django.contrib.auth.password_validation" in places["kk"]
    assert "django.contrib.auth.password_validation" not in places["ru"]
