"""By keyboard alone: from the task list to the receipt, the place of the focus always in sight."""

import pytest

from hub.cases.models import Case, PartData
from hub.demo.application import typed

pytestmark = pytest.mark.browser
ENOUGH = 150
# The ring stands on the element, or on the box drawn for a radio or checkbox; a date's button has the browser's own.
FOCUS = """() => { const one = document.activeElement, box = one.getBoundingClientRect();
    const ring = look => look.outlineStyle !== 'none' && look.outlineColor !== 'rgba(0, 0, 0, 0)';
    const drawn = one.nextElementSibling ? getComputedStyle(one.nextElementSibling, '::before') : null;
    return { lost: one === document.body, inside: box.bottom > 0 && box.top < innerHeight,
        ringed: ring(getComputedStyle(one)) || one.type === 'date' || (drawn !== null && ring(drawn)),
        what: one.outerHTML.slice(0, 120) }; }"""


def tab_to(me, selector):
    """Press Tab until the focus is on what `selector` names; at every stop the focus can be seen."""
    for _time in range(ENOUGH):
        me.page.keyboard.press("Tab")
        focus = me.page.evaluate(FOCUS)
        if focus["lost"]:  # past the last link of the page the browser's own bar has its turn
            continue
        assert focus["inside"], focus
        assert focus["ringed"], focus
        if me.page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"Tab does not lead to {selector}")


@pytest.mark.clause("8", "9", "11")
def test_cl8_the_keyboard_is_enough_to_file(someone, draft, applicant, today):
    PartData.objects.filter(case=draft, key="technical").delete()
    me = someone()
    _sign_in(me, applicant)
    _skip(me)
    tab_to(me, f"main a[href*='{draft.pk}']")
    me.key("Enter")
    tab_to(me, "a[href$='/parts/technical/']")
    me.key("Enter")
    _write(me, typed(on=today, name_kk="Үлгі", name_ru="Пример")["technical"])
    tab_to(me, "a[href$='/review/']")
    me.key("Enter")
    tab_to(me, "#declared")
    me.page.keyboard.press("Space")
    tab_to(me, "#declare button")
    me.key("Enter")
    assert Case.objects.get(pk=draft.pk).state_key == "check"
    tab_to(me, ".hub-timeline a[href*='/documents/']")
    with me.arriving() as given:
        me.page.keyboard.press("Enter")
    assert given[0][1].startswith(b"%PDF")


def _sign_in(me, person):
    me.go("/account/login/")
    tab_to(me, "[name=login]")
    me.page.keyboard.type(person.email)
    tab_to(me, "[name=password]")
    me.page.keyboard.type("correct horse battery")
    me.key("Enter")
    assert me.path == "/cabinet/"


def _skip(me):
    """The first stop skips the menus."""
    me.page.keyboard.press("Tab")
    assert me.page.evaluate("document.activeElement.matches('.hub-skip')")
    me.page.keyboard.press("Enter")
    assert me.page.evaluate("document.activeElement.id") == "main"


def _write(me, values):
    """Type the part, go back to mend a word, and save with Enter on the button."""
    for name, (value,) in values.items():
        tab_to(me, f"[name='{name}']")
        me.page.keyboard.type(value)
    me.page.keyboard.press("Shift+Tab")
    assert me.page.evaluate("document.activeElement.name") != list(values)[-1]
    tab_to(me, "#part .govuk-button-group button")
    me.key("Enter")


@pytest.mark.clause("9(2)")
def test_cl9_enter_in_a_field_saves_and_takes_no_document_away(someone, draft, applicant):
    me = someone().sign_in(applicant.email)
    me.go(f"/cases/{draft.pk}/parts/tax/")
    tab_to(me, "[name=debt]")
    me.page.keyboard.type("150")
    me.key("Enter")
    assert draft.parts.get(key="tax").data["debt"] == ["150"]
    assert draft.attachments.filter(slot="tax_statement", removed_at=None).count() == 1
