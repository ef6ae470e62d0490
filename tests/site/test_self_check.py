"""The self-check of clause 7: seven questions, no account, nothing kept."""

from html import unescape

import pytest
from django.urls import reverse
from django.utils.translation import override

from hub.demo.application import GOOD_REPLIES
from hub.site.forms import SelfCheckForm
from rules.clauses import label
from rules.requirements import REQUIREMENTS

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_today")]
LANGUAGES = ("kk", "ru", "en")


def check(client, replies, language="en"):
    with override(language):
        return client.post(reverse("self_check"), replies)


@pytest.mark.clause("7")
@pytest.mark.parametrize("language", LANGUAGES)
def test_all_seven_questions_are_asked_in_each_language(client, language):
    with override(language):
        page = client.get(reverse("self_check")).content.decode()
    assert page.count('type="radio"') == 14
    for one in REQUIREMENTS:
        assert one.question.to(language) in page


@pytest.mark.clause("7")
def test_no_obstacle_leads_on_to_applying(client):
    response = check(client, GOOD_REPLIES)
    page = response.content.decode()
    assert response.status_code == 200
    assert "Nothing stands in the way" in page
    with override("en"):
        assert f'href="{reverse("account_signup")}?next={reverse("cabinet")}"' in page
    assert not any(one.mend.en in page for one in REQUIREMENTS)


@pytest.mark.clause("7/1", "7/2", "7/3", "7/4", "7/5", "7/6", "7/7")
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("one", REQUIREMENTS, ids=lambda one: one.key)
def test_each_obstacle_is_named_with_its_clause_and_how_to_mend_it(client, one, language):
    page = check(client, GOOD_REPLIES | {one.key: one.obstacle_when}, language).content.decode()
    page = unescape(page)
    assert one.obstacle.to(language) in page
    assert one.mend.to(language) in page
    assert label(one.clause, language).capitalize() in page
    others = [other for other in REQUIREMENTS if other is not one]
    assert not any(other.obstacle.to(language) in page for other in others)


@pytest.mark.clause("7")
def test_all_seven_obstacles_at_once(client):
    page = check(client, {one.key: one.obstacle_when for one in REQUIREMENTS}).content.decode()
    assert all(one.obstacle.en in page for one in REQUIREMENTS)


@pytest.mark.clause("7")
def test_an_unanswered_question_is_asked_for_by_its_field_and_the_rest_is_kept(client):
    replies = {key: reply for key, reply in GOOD_REPLIES.items() if key != "excise"}
    response = check(client, replies)
    page = response.content.decode()
    assert response.status_code == 422
    assert 'href="#id_excise_0"' in page
    assert "Question 6: answer yes or no." in page
    assert page.count(" checked") == 6


def test_a_reply_that_is_no_choice_is_not_taken():
    form = SelfCheckForm(GOOD_REPLIES | {"branches": "maybe"})
    assert list(form.errors) == ["branches"]


@pytest.mark.clause("7")
def test_the_page_says_that_people_decide(client):
    assert "decided by people of the technopark" in client.get("/en/self-check/").content.decode()
    assert "a help, not a decision" in check(client, GOOD_REPLIES).content.decode()
