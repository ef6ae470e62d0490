"""Real files built on the spot: the good ones people send, and the hostile ones that must stay outside."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable

import docx
import pikepdf
import typst
import xlsxwriter
from pikepdf import Array, Dictionary, Name, String
from PIL import Image

Parts = dict[str, bytes]
MIB = 1024 * 1024
TEXT = "Қатысушының есебі · Отчёт участника · Participant's report"
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PROGRAM = b"MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff\x00\x00" + bytes(200)
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"


# PDF


def pdf() -> bytes:
    return typst.compile(f"= {TEXT}".encode())


def edited_pdf(edit: Callable[[pikepdf.Pdf], None], **saving: object) -> bytes:
    """One page after `edit` has done its work on it."""
    with pikepdf.open(io.BytesIO(pdf())) as document:
        edit(document)
        out = io.BytesIO()
        document.save(out, **saving)
        return out.getvalue()


def pdf_with_action(action: Dictionary) -> bytes:
    def edit(document: pikepdf.Pdf) -> None:
        document.Root.OpenAction = document.make_indirect(action)

    return edited_pdf(edit)


def pdf_with_script() -> bytes:
    return pdf_with_action(Dictionary(S=Name.JavaScript, JS=String("app.alert(1)")))


def pdf_with_script_in_disguise() -> bytes:
    """The name spelt with an escape, as those do who hide it from plain searches; the length stays the same."""
    out = pdf_with_action(Dictionary(S=Name("/JavaScript__")))
    return out.replace(b"/JavaScript__", b"/JavaScri#70t")


def pdf_with_deep_script() -> bytes:
    """A script three levels down, in an object stream."""

    def edit(document: pikepdf.Pdf) -> None:
        page = document.pages[0]
        page.Annots = Array(
            [Dictionary(Type=Name.Annot, AA=Dictionary(E=Dictionary(S=Name.JavaScript, JS=String("1"))))]
        )

    return edited_pdf(edit, object_stream_mode=pikepdf.ObjectStreamMode.generate)


def pdf_with_launch() -> bytes:
    return pdf_with_action(Dictionary(S=Name.Launch, F=String("cmd.exe")))


def pdf_with_attachment() -> bytes:
    return edited_pdf(lambda document: document.attachments.__setitem__("a.exe", PROGRAM))


def pdf_form_of_xfa() -> bytes:
    return edited_pdf(lambda document: setattr(document.Root, "AcroForm", Dictionary(XFA=String("<xdp/>"))))


def pdf_with_password() -> bytes:
    return edited_pdf(lambda _: None, encryption=pikepdf.Encryption(owner="owner", user="reader"))


def pdf_for_reading_only() -> bytes:
    """Opens without a password, as bank statements and state certificates do."""
    return edited_pdf(lambda _: None, encryption=pikepdf.Encryption(owner="owner", user=""))


def pdf_with_script_for_reading_only() -> bytes:
    with pikepdf.open(io.BytesIO(pdf_with_script())) as document:
        out = io.BytesIO()
        document.save(out, encryption=pikepdf.Encryption(owner="owner", user=""))
        return out.getvalue()


def pdf_cut() -> bytes:
    return pdf()[:-200]


def pdf_cut_after_linearization() -> bytes:
    """An end mark stands near the beginning; the rest is missing."""
    whole = edited_pdf(lambda _: None, linearize=True)
    return whole[: whole.index(b"%%EOF") + 2000]


def pdf_with_false_startxref() -> bytes:
    head, _, tail = pdf().rpartition(b"startxref\n")
    return head + b"startxref\n1" + tail


def pdf_without_pages() -> bytes:
    out = io.BytesIO()
    with pikepdf.new() as document:
        document.save(out)
    return out.getvalue()


def pdf_of_lone_values() -> bytes:
    """Numbers and nothings as objects of their own, as many writers keep the lengths of streams."""

    def edit(document: pikepdf.Pdf) -> None:
        for number in (1, 2):
            document.Root[f"/Lone{number}"] = document.make_indirect(Dictionary(Lone=number))

    whole = edited_pdf(edit)
    return whole.replace(b"<< /Lone 1 >>", b"8888888888888").replace(b"<< /Lone 2 >>", b"null         ")


def pdf_with_spoilt_object() -> bytes:
    """The parser gives up on one object; what stood there may be read by somebody else."""
    out = edited_pdf(lambda document: setattr(document.Root, "Extra", document.make_indirect(Dictionary(Spoilt=1))))
    return out.replace(b"<< /Spoilt 1 >>", b"<< /Spoilt 1 ]]")


def pdf_with_many_objects(millions: float) -> bytes:
    """Harmless, but each of so many small arrays must be looked at: a name among them is suspect."""
    array = b"[/JS " + b"[]" * 100_000 + b"]"

    def edit(document: pikepdf.Pdf) -> None:
        for number in range(int(millions * 10)):
            document.Root[f"/X{number}"] = document.make_indirect(pikepdf.Object.parse(array))

    return edited_pdf(edit, object_stream_mode=pikepdf.ObjectStreamMode.generate)


# Pictures


def picture(kind: str, size: tuple[int, int] = (64, 48), **saving: object) -> bytes:
    out = io.BytesIO()
    Image.effect_noise(size, 50).convert("RGB").save(out, kind, **saving)
    return out.getvalue()


def png() -> bytes:
    return picture("PNG")


def jpeg() -> bytes:
    return picture("JPEG")


def jpeg_progressive() -> bytes:
    return picture("JPEG", (300, 200), progressive=True)


def jpeg_of_phone() -> bytes:
    """Two pictures in one file, as phones write them (MPF)."""
    out = io.BytesIO()
    first, second = Image.new("RGB", (64, 48), "white"), Image.new("RGB", (32, 24), "black")
    first.save(out, "MPO", save_all=True, append_images=[second])
    return out.getvalue()


def chunk(tag: bytes, body: bytes) -> bytes:
    return struct.pack(">L", len(body)) + tag + body + struct.pack(">L", zlib.crc32(tag + body))


def png_claiming(width: int, height: int) -> bytes:
    frame = chunk(b"IHDR", struct.pack(">2L5B", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + frame + chunk(b"IDAT", zlib.compress(bytes(1000))) + chunk(b"IEND", b"")


def jpeg_claiming(width: int, height: int) -> bytes:
    whole = bytearray(jpeg())
    at = whole.index(b"\xff\xc0")
    whole[at + 5 : at + 9] = struct.pack(">2H", height, width)
    return bytes(whole)


def png_spoilt() -> bytes:
    """Whole to the last chunk, but the pixels do not unpack."""
    frame = chunk(b"IHDR", struct.pack(">2L5B", 64, 64, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + frame + chunk(b"IDAT", b"not deflated at all") + chunk(b"IEND", b"")


def jpeg_of_many_scans(scans: int = 1000) -> bytes:
    whole = picture("JPEG", progressive=True)
    last = whole.rindex(b"\xff\xda")
    return whole[:last] + whole[last:-2] * scans + whole[-2:]


def jpeg_hiding_pdf() -> bytes:
    """A PDF in the comment of a picture: readers would open it as either."""
    whole, hidden = jpeg(), pdf()[:900]
    return whole[:2] + b"\xff\xfe" + struct.pack(">H", len(hidden) + 2) + hidden + whole[2:]


# Office documents


def zipped(parts: Parts, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def unzipped(data: bytes) -> Parts:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def word() -> bytes:
    """With a heading, a table, a picture and a link to a site."""
    document = docx.Document()
    document.add_heading(TEXT)
    document.add_table(2, 2)
    document.add_picture(io.BytesIO(png()))
    document.part.relate_to("https://astanahub.com", RELATION + "hyperlink", is_external=True)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def excel() -> bytes:
    """With a chart, a picture, a comment (VML) and a link to a site."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Есеп")
        sheet.write_column("A1", [1, 2, 3])
        sheet.write_comment("A1", TEXT)
        sheet.write_url("B1", "https://astanahub.com")
        sheet.insert_image("D1", "a.png", {"image_data": io.BytesIO(png())})
        chart = book.add_chart({"type": "line"})
        chart.add_series({"values": "=Есеп!$A$1:$A$3"})
        sheet.insert_chart("D9", chart)
    return out.getvalue()


def word_with(parts: Parts) -> bytes:
    return zipped(unzipped(word()) | parts)


def word_with_chart() -> bytes:
    """Word keeps the numbers of a chart in a workbook inside the document."""
    return word_with({"word/embeddings/Microsoft_Excel_Sheet1.xlsx": excel()})


def word_with_workbook_of_macros() -> bytes:
    return word_with({"word/embeddings/Microsoft_Excel_Sheet1.xlsx": zipped(unzipped(excel()) | MACRO_PROJECT)})


def word_with_relation(kind: str, target: str, *, outside: bool = True) -> bytes:
    mode = ' TargetMode="External"' if outside else ""
    relation = f'<Relationship Id="rIdX" Type="{RELATION}{kind}" Target="{target}"{mode}/></Relationships>'
    name = "word/_rels/document.xml.rels"
    return word_with({name: unzipped(word())[name].replace(b"</Relationships>", relation.encode())})


MACRO_PROJECT: Parts = {"word/vbaProject.bin": COMPOUND + bytes(600)}


def retyped(data: bytes, old: str, new: str) -> bytes:
    """The document with one content type put in place of another."""
    parts = unzipped(data)
    types = parts["[Content_Types].xml"]
    if old.encode() not in types:
        raise ValueError(f"{old} is not among the content types")
    return zipped(parts | {"[Content_Types].xml": types.replace(old.encode(), new.encode())})


def word_of_macros() -> bytes:
    old = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    return retyped(word(), old, "application/vnd.ms-word.document.macroEnabled.main+xml")


def excel_of_macros() -> bytes:
    old = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    return retyped(excel(), old, "application/vnd.ms-excel.sheet.macroEnabled.main+xml")


def excel_with_macrosheet() -> bytes:
    sheet = b'<xm:macrosheet xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main"/>'
    return zipped(unzipped(excel()) | {"xl/macrosheets/sheet1.xml": sheet})


def presentation() -> bytes:
    old = "wordprocessingml.document.main+xml"
    return retyped(word(), old, "presentationml.presentation.main+xml")


def word_with_dtd(encoding: str = "utf-8") -> bytes:
    laughs = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><x>&b;</x>'
    return word_with({"word/extra.xml": f'<?xml version="1.0" encoding="{encoding}"?>{laughs}'.encode(encoding)})


def word_with_drawing_of_dtd() -> bytes:
    """Old drawings may be ill-formed, but still not bring a DTD."""
    return word_with({"word/drawings/vmlDrawing1.vml": b"<!DOCTYPE x [<!ENTITY a 'b'>]><xml><br></xml>"})


def compound(stream: str) -> bytes:
    """The container of old office files and of locked new ones, with one stream in its directory."""
    return COMPOUND + bytes(1016) + stream.encode("utf-16-le").ljust(128, b"\x00") + bytes(512)


# ZIP as such


def archive() -> bytes:
    return zipped({"readme.txt": TEXT.encode()})


def zip_bomb() -> bytes:
    return word_with({"word/media/zeros.bin": bytes(60 * MIB)})


def zip_of_great_total() -> bytes:
    """Under the ratio, over the total: sizes as the directory tells them."""
    return with_size_told(word(), "word/document.xml", 201 * MIB)


def zip_of_many_parts() -> bytes:
    return word_with({f"word/media/{number}.txt": b"" for number in range(2_001)})


def with_size_told(data: bytes, part: str, size: int) -> bytes:
    """The archive with another unpacked size in the directory entry of `part`."""
    entry = data.rindex(part.encode()) - 46
    return data[: entry + 24] + struct.pack("<L", size) + data[entry + 28 :]


def zip_of_understated_size() -> bytes:
    data = with_size_told(word(), "word/document.xml", 100)
    at = data.index(b"word/document.xml") - 30
    return data[: at + 22] + struct.pack("<L", 100) + data[at + 26 :]


def zip_of_overlapping_parts() -> bytes:
    """Two entries of the directory share the same bytes."""
    data = word_with({"word/twin1.txt": b"x" * 1000, "word/twin2.txt": b"x" * 1000})
    at, target = data.rindex(b"word/twin2.txt") - 46, data.index(b"word/twin1.txt") - 30
    return data[: at + 42] + struct.pack("<L", target) + data[at + 46 :]


def zip_behind_zip() -> bytes:
    """A small archive before the real one: readers from the front and from the back see different files."""
    first, second = archive(), word()
    out = bytearray(first + second)
    with zipfile.ZipFile(io.BytesIO(second)) as opened:
        start = opened.start_dir
    out[-6:-2] = struct.pack("<L", len(first) + start)
    at = len(first) + start
    while out[at : at + 4] == b"PK\x01\x02":
        (offset,) = struct.unpack_from("<L", out, at + 42)
        struct.pack_into("<L", out, at + 42, offset + len(first))
        at += 46 + sum(struct.unpack_from("<3H", out, at + 28))
    return bytes(out)


def zip_with_password() -> bytes:
    """The mark of encryption on every entry of the directory."""
    data = bytearray(word())
    at = data.index(b"PK\x01\x02")
    while data[at : at + 4] == b"PK\x01\x02":
        data[at + 8] |= 1
        at += 46 + sum(struct.unpack_from("<3H", data, at + 28))
    return bytes(data)


def zip_of_same_names() -> bytes:
    return word_with({"WORD/document.xml": b"<other/>"})


def zip_climbing_out() -> bytes:
    return word_with({"../../etc/cron.d/x": b"* * * * *"})


def word_with_spoilt_part() -> bytes:
    data = bytearray(zipped(unzipped(word()), zipfile.ZIP_STORED))
    data[data.index(b"<w:body>") + 3] ^= 1
    return bytes(data)
