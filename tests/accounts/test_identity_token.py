"""A token of the identity provider opens an account only if it is meant for the portal, by its provider, and fresh."""

import time

import pytest

from tests.accounts.test_identity import connected, provider, through  # noqa: F401

CABINET, SIGN_IN = "/ru/cabinet/", "/ru/account/login/"


@pytest.mark.parametrize(
    "claim",
    [
        {"aud": "another-portal"},
        {"aud": ["another-portal"]},
        {"iss": "https://another.example.kz"},
        {"exp": int(time.time()) - 3600},
        {"sub": "iin-2"},
    ],
    ids=lambda claim: next(iter(claim)),
)
def test_a_token_for_another_place_time_or_person_opens_nothing(client, applicant, provider, claim):  # noqa: F811
    connected(client, applicant)
    provider.person |= claim
    assert through(client)["Location"] == SIGN_IN
    assert "_auth_user_id" not in client.session


def test_the_same_token_without_the_fault_opens(client, applicant, provider):  # noqa: F811
    connected(client, applicant)
    assert through(client)["Location"] == CABINET
