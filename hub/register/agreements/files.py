"""The agreement as files: an archival PDF, and DOCX that the parties can go on editing before they sign."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from io import BytesIO
from types import MappingProxyType
from typing import Any, cast

from django.utils.translation import gettext_lazy as _
from docx import Document
from docx.document import Document as Docx
from docx.shared import Mm, Pt
from docx.table import _Cell

from hub.documents.paper import clean, render, shapes
from hub.documents.store import PDF

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MIMES: Mapping[str, str] = MappingProxyType({"pdf": PDF, "docx": WORD})
TEXT_SIZE = Pt(10)


def made(form: str, data: shapes.Agreement, *, at: datetime) -> bytes:
    """The document in one of `MIMES`."""
    makers: dict[str, Callable[..., bytes]] = {"pdf": pdf, "docx": docx}
    return makers[form](data, made_at=at)


def name(form: str, data: shapes.Agreement) -> str:
    return str(_("Agreement %(number)s")) % {"number": data["number"]} + f".{form}"


def pdf(data: shapes.Agreement, *, made_at: datetime) -> bytes:
    return render("agreement", data, language="kk", made_at=made_at)


def docx(data: shapes.Agreement, *, made_at: datetime) -> bytes:
    """Kazakh and Russian side by side, clause beside clause; what was typed is text and nothing else."""
    told = cast("shapes.Agreement", clean(data))
    document = Document()
    _set_up(document, told, made_at)
    _pair(document, told["title_kk"], told["title_ru"], bold=True)
    _pair(document, f"№ {told['number']}", f"№ {told['number']}")
    _pair(document, f"{told['place_kk']}\n{told['date_kk']}", f"{told['place_ru']}\n{told['date_ru']}")
    for section in told["sections"]:
        _section(document, section)
    for party in told.get("parties", []):
        document.add_paragraph()
        _pair(document, "\n".join([*party["kk"], _LINE]), "\n".join([*party["ru"], _LINE]))
    out = BytesIO()
    document.save(out)
    return out.getvalue()


_LINE = "\n______________________"


def _set_up(document: Docx, told: shapes.Agreement, made_at: datetime) -> None:
    style: Any = document.styles["Normal"]
    style.font.name, style.font.size = "Times New Roman", TEXT_SIZE
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin, page.right_margin, page.top_margin, page.bottom_margin = Mm(20), Mm(15), Mm(15), Mm(15)
    about = document.core_properties
    about.title, about.author = told["title_kk"], told["letterhead"]["kk"]
    about.created = about.modified = made_at.astimezone(UTC).replace(tzinfo=None)


def _section(document: Docx, section: shapes.AgreementSection) -> None:
    _pair(document, *(f"{section['number']}. {section[lang]}" for lang in ("kk", "ru")), bold=True)
    for clause in section.get("clauses", []):
        number = clause.get("number", "")
        _pair(document, f"{number} {clause['kk']}".strip(), f"{number} {clause['ru']}".strip())
    if table := section.get("table"):
        _table(document, table)


def _pair(document: Docx, kk: str, ru: str, *, bold: bool = False) -> None:
    """Kazakh on the left, Russian on the right, the same size."""
    left, right = document.add_table(rows=1, cols=2).rows[0].cells
    _write(left, kk, bold=bold)
    _write(right, ru, bold=bold)


def _table(document: Docx, table: shapes.AgreementTable) -> None:
    made_table = document.add_table(rows=1, cols=len(table["columns"]), style="Table Grid")
    for cell, column in zip(made_table.rows[0].cells, table["columns"], strict=True):
        _write(cell, f"{column['kk']}\n{column['ru']}", bold=True)
    for row in table["rows"]:
        for cell, said in zip(made_table.add_row().cells, row, strict=True):
            _write(cell, said if isinstance(said, str) else f"{said['kk']}\n{said['ru']}")


def _write(cell: _Cell, text: str, *, bold: bool = False) -> None:
    cell.paragraphs[0].add_run(text).bold = bold
