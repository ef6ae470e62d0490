"""What strangers send cannot write lines of its own into the program's log."""

import logging

import pytest

from hub.config.logs import Line

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("breaks", ["%0A", "%0D%0A", "%E2%80%A8", "%1b[2K"])
def test_an_address_stays_on_its_line(client, caplog, breaks):
    with caplog.at_level(logging.WARNING):
        client.get(f"/ru/nowhere{breaks}2026-05-18 ERROR forged/")
    lines = [Line().format(record) for record in caplog.records]
    assert any("/ru/nowhere" in line for line in lines)
    assert all(len(line.splitlines()) == 1 for line in lines)
    assert all("\x1b" not in line for line in lines)
