"""Papers: `papers.json` holds realistic data of every kind."""

import copy
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
import typst

from hub.documents import paper
from hub.documents.paper import shapes

AT = datetime(2026, 3, 12, 10, 30, tzinfo=UTC)
SAMPLES = json.loads((Path(__file__).parent / "papers.json").read_text())
KINDS = sorted(SAMPLES)
KAZAKH = "ӘәҒғҚқҢңӨөҰұҮүҺһІі№«»—₸"
HOSTILE = '#panic() *x* _y_ $z$ \\ ] [ ` <label> @ref // /* = head "quote" #sys.inputs {{ }} %s &amp;'
CODES = {"kind", "align", "check_url"}  # words of the template, not of people

needs_poppler = pytest.mark.skipif(not shutil.which("pdftotext"), reason="needs poppler-utils")


def sample(kind: str, /, **more: Any) -> dict[str, Any]:
    return {**copy.deepcopy(SAMPLES[kind]), **more}


def made(kind: str, data: dict[str, Any] | None = None, language: paper.Language = "ru", at: datetime = AT) -> bytes:
    return paper.render(kind, sample(kind) if data is None else data, language=language, made_at=at)


def opened(pdf: bytes) -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(pdf))


def text_of(pdf: bytes, *options: str) -> str:
    command = ["pdftotext", *options, "-", "-"]
    return subprocess.run(command, input=pdf, capture_output=True, check=True).stdout.decode()


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


def rewritten(value: Any, change: Callable[[str], str]) -> Any:
    if isinstance(value, dict):
        return {key: inner if key in CODES else rewritten(inner, change) for key, inner in value.items()}
    if isinstance(value, list):
        return [rewritten(inner, change) for inner in value]
    return change(value) if isinstance(value, str) else value


def fonts_in(pdf: pikepdf.Pdf) -> list[Any]:
    return [thing for thing in pdf.objects if isinstance(thing, pikepdf.Dictionary) and "/FontName" in thing]


@pytest.mark.parametrize("weight", [400, 500, 600, 700])
def test_our_fonts_have_every_kazakh_letter_in_every_weight(weight):
    fonts = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[Path(paper.__file__).parent / "fonts"]
    )
    source = f'#set text(font: "Golos Text", weight: {weight})\n#sys.inputs.t'.encode()

    def draw(text: str) -> bytes:
        return typst.compile(source, font_paths=fonts, sys_inputs={"t": text}, format="pdf", pdf_standards=["a-2b"])

    pdf = opened(draw(KAZAKH))
    assert {400: "Regular", 500: "Medium", 600: "SemiBold", 700: "Bold"}[weight] in str(fonts_in(pdf)[0].FontName)
    with pytest.raises(typst.TypstError, match="could not be displayed"):
        draw("中")


@pytest.mark.parametrize("kind", KINDS)
def test_a_paper_is_archival_and_says_what_it_is(kind):
    with opened(made(kind)) as pdf, pdf.open_metadata() as about:
        assert (about["pdfaid:part"], about["pdfaid:conformance"]) == ("2", "B")
        assert about["dc:title"]
        assert "Астана Хаб" in str(about["dc:creator"])
        assert fonts_in(pdf)
        assert all("/FontFile2" in font or "/FontFile3" in font for font in fonts_in(pdf))
        assert pdf.Root.Lang == ("kk" if kind == "certificate" else "ru")


@pytest.mark.parametrize("kind", KINDS)
def test_same_input_gives_same_bytes(kind):
    assert made(kind) == made(kind)
    assert made(kind) != made(kind, at=AT + timedelta(seconds=1))


def test_same_bytes_in_another_process():
    script = (
        "import json, sys; from datetime import datetime, UTC; from hashlib import sha256;"
        "from hub.documents import paper;"
        "pdf = paper.render('letter', json.load(sys.stdin), language='ru',"
        " made_at=datetime(2026, 3, 12, 10, 30, tzinfo=UTC)); print(sha256(pdf).hexdigest())"
    )
    root = Path(paper.__file__).parents[3]
    done = subprocess.run(
        [sys.executable, "-c", script],
        input=json.dumps(sample("letter")).encode(),
        capture_output=True,
        cwd=root,
        check=True,
    )
    assert done.stdout.decode().strip() == sha256(made("letter")).hexdigest()


@needs_poppler
@pytest.mark.parametrize("kind", KINDS)
def test_text_of_people_is_never_markup(kind):
    data = rewritten(sample(kind), lambda text: f"{HOSTILE} {text}"[:150] if len(text) > 3 else text)
    assert squeezed(HOSTILE) in squeezed(text_of(made(kind, data)))


@needs_poppler
@pytest.mark.parametrize("kind", KINDS)
def test_every_text_given_is_on_the_paper(kind):
    given: list[str] = []
    rewritten(sample(kind), lambda text: given.append(text) or text)
    seen = squeezed(text_of(made(kind)))
    unseen = [text for text in given if not all(squeezed(line) in seen for line in text.split("\n"))]
    # The labels of parts that this sample leaves out, and what stands only in the metadata.
    assert [text for text in unseen if len(text) > 30] == []


@needs_poppler
@pytest.mark.parametrize("kind", ["letter", "receipt", "minutes", "plan", "agreement"])
def test_words_without_end_stay_on_the_sheet(kind):
    data = rewritten(sample(kind), lambda text: text + "длинноеслово" * 20 if len(text) > 12 else text)
    edges = [float(edge) for edge in re.findall(r'xMax="([\d.]+)"', text_of(made(kind, data), "-bbox"))]
    assert max(edges) <= 595.3 - 14 / 25.4 * 72


@needs_poppler
def test_paragraphs_stay_apart():
    data = sample("letter", paragraphs=["Первый абзац.\r\n\r\nВторой абзац,\nстрока за строкой."])
    assert "Первый абзац.\n" in text_of(made("letter", data))
    assert "Второй абзац,\nстрока за строкой.\n" in text_of(made("letter", data))


@needs_poppler
def test_a_long_table_repeats_its_head_and_pages_are_numbered():
    data = sample("plan")
    table = next(part for section in data["sections"] for part in section["blocks"] if part["kind"] == "table")
    table["rows"] = [[f"Строка {i}", "1", "2", "3"] for i in range(90)]
    pages = text_of(made("plan", data)).split("\f")[:-1]
    assert len(pages) == 4
    assert sum("Итого, ₸" in page for page in pages) == 3
    assert [f"{i}/4" in squeezed(page) for i, page in enumerate(pages, 1)] == [True] * 4


def test_a_wide_table_lies_down():
    data = sample("plan")
    columns = [{"label": "Показатель"}, *({"label": str(year), "align": "right"} for year in range(2026, 2035))]
    data["sections"][0]["blocks"] = [{"kind": "table", "columns": columns, "rows": [["Выручка", *["12 400 000"] * 9]]}]
    boxes = [[float(side) for side in page.mediabox] for page in opened(made("plan", data)).pages]
    assert any(box[2] > box[3] for box in boxes)


@needs_poppler
def test_signs_without_a_glyph_do_not_stop_a_paper():
    data = sample("letter", subject="α ✓ 中文 😀 \u202e\x00\x07\ud800 конец", paragraphs=["e\u0301 " + chr(0x4E00) * 9])
    text = text_of(made("letter", data))
    assert "α ✓ \N{REPLACEMENT CHARACTER}\N{REPLACEMENT CHARACTER}" in text
    assert not set("中😀\u202e\x00\x07") & set(text)
    assert "é" in text


def test_a_flood_of_rare_signs_is_quickly_done():
    flood = "".join(map(chr, range(0x4E00, 0x5E00)))
    assert made("letter", sample("letter", paragraphs=[flood])).startswith(b"%PDF-1.7")


@needs_poppler
@pytest.mark.parametrize(
    ("kind", "words"),
    [("registration", ("қатысушыны тіркеу туралы", "о регистрации участника")), ("extension", ("ұзарту", "продлении"))],
)
def test_a_certificate_is_one_sheet_in_both_languages(kind, words):
    data = sample("certificate", kind=kind)
    pdf = made("certificate", data)
    text = squeezed(text_of(pdf))
    assert len(opened(pdf).pages) == 1
    for word in (*words, data["name_kk"], data["name_ru"], data["term_kk"], data["term_ru"], data["check_url"]):
        assert squeezed(word) in text
    assert text.count(data["bin"]) == 2
    assert text.index("КУӘЛІК") < text.index("СВИДЕТЕЛЬСТВО")


def test_a_full_certificate_stays_on_one_sheet_and_an_absurd_one_is_refused():
    activity = (
        "Разработка, внедрение, сопровождение и развитие облачных программных и аппаратно-программных комплексов, " * 2
    )
    names = {f"name_{code}": "Цифровые решения " * 9 for code in ("kk", "ru")}
    full = sample("certificate", **names, activities_kk=[activity] * 6, activities_ru=[activity] * 6)
    assert len(opened(made("certificate", full)).pages) == 1
    with pytest.raises(paper.PaperError, match="do not fit on one sheet"):
        made("certificate", full | {"activities_kk": [activity] * 25})


def test_the_address_of_the_check_is_in_the_qr_and_in_a_link():
    data = sample("letter")
    links = [note.A.URI for page in opened(made("letter", data)).pages for note in page.get("/Annots", [])]
    assert [str(link) for link in links] == [data["check_url"]]
    other = sample("letter", check_url="https://hub.example/check/another-number")
    assert paper.qr_svg(data["check_url"]) == paper.qr_svg(data["check_url"]) != paper.qr_svg(other["check_url"])
    assert not [
        note
        for page in opened(made("letter", sample("letter", check_url=""))).pages
        for note in page.get("/Annots", [])
    ]


@pytest.mark.parametrize("name", ["nothing", "_paper", "../templates/letter", ""])
def test_an_unknown_paper_is_refused_with_the_known_ones_named(name):
    with pytest.raises(paper.PaperError, match=r"there are: agreement, certificate, letter, minutes, plan, receipt"):
        paper.render(name, {}, language="kk", made_at=AT)


@pytest.mark.parametrize(("kind", "key"), [("letter", "subject"), ("certificate", "bin"), ("plan", "sections")])
def test_a_missing_field_is_named(kind, key):
    data = sample(kind)
    del data[key]
    with pytest.raises(paper.PaperError, match=f"paper '{kind}'.*{key}"):
        made(kind, data)


def test_a_moment_without_a_zone_is_refused():
    with pytest.raises(paper.PaperError, match="time zone"):
        made("letter", at=AT.replace(tzinfo=None))


@pytest.mark.parametrize("kind", KINDS)
def test_the_shapes_tell_the_truth(kind):
    shape = getattr(shapes, kind.capitalize())
    given = set(SAMPLES[kind])
    assert shape.__required_keys__ <= given <= shape.__required_keys__ | shape.__optional_keys__
    least = {key: SAMPLES[kind][key] for key in shape.__required_keys__}
    assert made(kind, least).startswith(b"%PDF-")
