"""The browser tests would notice: a script or a style that the content policy refuses fails the test that sees it."""

import pytest

pytestmark = pytest.mark.browser

ADD = "const add = html => document.body.insertAdjacentHTML('beforeend', html);"
INLINE = {
    "script-src-attr": f"{{ {ADD} add('<a onclick=x()>x</a>'); document.body.lastChild.click() }}",
    "style-src-attr": f"{{ {ADD} add('<p style=color:red>x</p>') }}",
    "img-src": f"{{ {ADD} add('<img src=data:image/gif;base64,R0lGODlhAQABAAAAACw=>') }}",
    "frame-src": f"{{ {ADD} add('<iframe src=https://elsewhere.example/></iframe>') }}",
    "connect-src": "fetch('https://elsewhere.example/').catch(() => 0)",
}


@pytest.mark.django_db(transaction=True)
def test_a_violation_of_the_content_policy_fails_the_test_that_sees_it(someone):
    me = someone("en")
    for directive, deed in INLINE.items():
        me.go("/how/")
        me.page.evaluate(deed)
        me.page.wait_for_timeout(200)
        assert any(directive in one for one in me.complaints), directive
        with pytest.raises(AssertionError, match="content policy"):
            me.go("/how/")
        me.complaints.clear()
        me.unseen.clear()


@pytest.mark.django_db(transaction=True)
def test_a_fault_in_a_script_fails_the_test_that_sees_it(someone):
    me = someone("en")
    me.go("/how/")
    me.page.evaluate("setTimeout(() => { throw new Error('broken') })")
    me.page.wait_for_timeout(200)
    with pytest.raises(AssertionError, match="broken"):
        me.go("/how/")
    me.complaints.clear()
    me.unseen.clear()
