"""In Kazakh from sign-in to the receipt."""

import pytest
from django.utils.translation import override

from hub.cases.models import Case, PartData
from hub.demo.application import typed
from rules.registration import CHECK, REGISTRATION
from tests import world

pytestmark = pytest.mark.browser
TYPED_HERE = ("technical", "measures")


@pytest.fixture
def me(someone, organisation, applicant, monday):
    applicant.language = "kk"
    applicant.save()
    case = world.draft(organisation, applicant, monday, language="kk")
    PartData.objects.filter(case=case, key__in=TYPED_HERE).delete()
    return someone("kk").sign_in(applicant.email)


@pytest.mark.clause("8", "9", "10", "11")
def test_cl10_an_application_is_filed_in_kazakh(me, today):
    case = Case.objects.get()
    assert me.path == "/cabinet/"
    assert me.page.get_attribute("html", "lang") == "kk"
    me.press(f"main a[href*='{case.pk}']")
    me.says(REGISTRATION.title.kk, "h1")
    parts = typed(on=today, name_kk="Үлгі", name_ru="Пример", language="kk")
    me.press(f"main a[href$='/parts/{TYPED_HERE[0]}/']")
    for key in TYPED_HERE:
        assert me.path == f"/cases/{case.pk}/parts/{key}/", "one part leads to the next that is not complete"
        me.fill(parts[key])
        me.is_kept()
        me.send("#part")
    assert me.path == f"/cases/{case.pk}/", "nothing is left to fill in, so the task list comes"
    me.press("main a[href$='/review/']")
    me.tick("#declared")
    me.send("#declare form")
    me.says(CHECK.title.kk)
    case.refresh_from_db()
    with override("kk"):
        receipt = case.entries.get(act="file").papers.get()
        assert me.see(f"a[href*='{receipt.file_id}']").inner_text().startswith(str(receipt.get_kind_display()))
    name, content = me.download(f"a[href*='{receipt.file_id}']")
    assert case.number in name
    assert content.startswith(b"%PDF")
