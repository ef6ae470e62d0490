"""Everything works in a browser without script: a part, a row, a document, filing."""

import pytest

from hub.cases.models import Attachment, Case, PartData
from hub.demo.application import typed

pytestmark = pytest.mark.browser


@pytest.mark.clause("8", "9", "11")
def test_cl8_an_application_is_written_and_filed_without_script(someone, draft, applicant, today):
    case = f"/cases/{draft.pk}/"
    PartData.objects.filter(case=draft, key__in=["team", "technical"]).delete()
    Attachment.objects.filter(case=draft, slot="tax_statement").delete()
    me = someone(script=False).sign_in(applicant.email)
    _write_parts(me, case, typed(on=today, name_kk="Үлгі", name_ru="Пример"))
    _attach(me, case, draft)
    me.file(case)
    assert Case.objects.get(pk=draft.pk).state_key == "check"
    name, receipt = me.download(".hub-timeline a[href*='/documents/']")
    assert name.endswith(".pdf")
    assert receipt.startswith(b"%PDF")


def _write_parts(me, case, whole):
    me.go(f"{case}parts/technical/")
    me.fill({"ownership": "Своя разработка"})
    me.send("#part", status=422)
    me.see("#id_ownership-error")
    assert me.page.input_value("[name=ownership]") == "Своя разработка"
    me.fill(whole["technical"])
    me.send("#part")
    me.go(f"{case}parts/team/")
    me.fill(whole["team"])
    me.send("#part")
    me.go(f"{case}parts/team/")
    assert me.page.input_value("[name=team-1-position]") == "Архитектор"


def _attach(me, case, draft):
    me.go(f"{case}parts/tax/")
    me.attach("tax_statement", "Справка.pdf", content=b"not a document", status=422)
    me.see("#file-tax_statement-error")
    me.attach("tax_statement", "Справка.pdf")
    me.see("#slot-tax_statement .hub-file-item")
    assert draft.attachments.filter(slot="tax_statement", removed_at=None).count() == 1
