import io
import os
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from hub.accounts.factors import SECRETS
from hub.cases.models import PartData
from hub.privacy import keys, keys_cli, rotation
from hub.privacy.encryption import seal, unseal


@pytest.fixture
def folder(tmp_path, settings) -> Path:
    settings.FIELD_KEYS_FOLDER = tmp_path / "keys"
    keys.ensure(settings.FIELD_KEYS_FOLDER)
    return settings.FIELD_KEYS_FOLDER


def run(folder, *words) -> tuple[int, str]:
    out = io.StringIO()
    status = keys_cli.new(folder, out) if words == ("new",) else keys_cli.run(words, folder, out)
    return status, out.getvalue()


def test_rotation_seals_everything_anew(folder, filed):
    before = {part.key: part.data for part in filed.parts.all()}
    content = filed.filings.get().content
    status, said = run(folder, "rotate")
    assert status == 0
    assert set(rotation.standing()) == {"k2"}
    assert f"{sum(rotation.standing().values())} value(s)" in said
    assert {part.key: part.data for part in filed.parts.all()} == before
    assert filed.filings.get().content == content


def test_a_rotation_cut_off_goes_on_where_it_was(folder, draft, monkeypatch):
    before = {part.key: part.data for part in draft.parts.all()}
    done = rotation.FieldHolder.renew

    def renew(self, batch):
        if self.name == "cases.PartData.data" and self.standing()["k2"] >= 4:
            raise KeyboardInterrupt
        return done(self, 2)

    monkeypatch.setattr(rotation.FieldHolder, "renew", renew)
    with pytest.raises(KeyboardInterrupt):
        run(folder, "rotate")
    assert set(rotation.standing()) == {"k1", "k2"}
    assert {part.key: part.data for part in draft.parts.all()} == before  # half-way everything can be read
    monkeypatch.setattr(rotation.FieldHolder, "renew", done)
    status, said = run(folder, "rotate")
    assert (status, "Made the key" in said) == (0, False)
    assert set(rotation.standing()) == {"k2"}
    assert {part.key: part.data for part in draft.parts.all()} == before


def test_what_is_saved_meanwhile_is_not_overwritten(folder, draft, monkeypatch):
    keys.add(folder)
    part = draft.parts.get(key="tax")

    def saved_meanwhile(token, place):
        found = unseal(token, place)
        if "tax" in place and '"debt"' in found.decode():
            PartData.objects.get(pk=part.pk).save()
            fresh = PartData.objects.get(pk=part.pk)
            fresh.data = {"debt": ["saved meanwhile"]}
            fresh.save()
        return found

    monkeypatch.setattr(rotation, "unseal", saved_meanwhile)
    rotation.renew()
    assert draft.parts.get(key="tax").data == {"debt": ["saved meanwhile"]}


def test_secrets_of_second_factors_rotate_too(folder, applicant):
    from allauth.mfa.models import Authenticator

    kept = Authenticator.objects.create(user=applicant, type="totp", data={"secret": seal(b"ABC", SECRETS), "n": 1})
    codes = Authenticator.objects.create(
        user=applicant, type="recovery_codes", data={"seed": seal(b"seed", SECRETS), "used_mask": 2}
    )
    run(folder, "rotate")
    kept.refresh_from_db()
    codes.refresh_from_db()
    assert kept.data["secret"].startswith("k2.")
    assert unseal(kept.data["secret"], SECRETS) == b"ABC"
    assert kept.data["n"] == 1
    assert (unseal(codes.data["seed"], SECRETS), codes.data["used_mask"]) == (b"seed", 2)


def test_a_key_is_retired_only_when_nothing_stands_under_it(folder, draft):
    run(folder, "new")
    status, said = run(folder, "retire", "k1")
    assert (status, "still stand under k1" in said) == (1, True)
    run(folder, "rotate")
    assert run(folder, "retire", "k1")[0] == 0
    assert draft.parts.get(key="about").data["phone"]
    assert run(folder, "retire", "k2")[0] == 1
    assert run(folder, "retire", "k9")[0] == 1
    assert run(folder, "retire")[0] == 2


def test_the_list_names_keys_and_counts_and_never_a_key(folder, draft):
    run(folder, "new")
    status, said = run(folder, "list")
    assert (status, "k1     opens older values" in said, "k2     current" in said) == (0, True, True)
    assert (folder / "k1.key").read_text() not in said
    (folder / "k1.key").unlink()
    keys.forget()
    status, said = run(folder, "list")
    assert (status, "MISSING" in said) == (1, True)


KILLED = """
    import os, signal, sys
    os.environ["DJANGO_SETTINGS_MODULE"] = "hub.config.settings"
    import django
    django.setup()
    from pathlib import Path
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection
    from hub.privacy import keys_cli, rotation
    from hub.notices.models import Notice
    from hub.personal_data.models import Request
    from hub.accounts.models import User
    from django.utils import timezone
    if sys.argv[1] == "prepare":
        call_command("migrate", verbosity=0)
        person = User.objects.create_user("a@example.kz")
        for number in range(60):
            Request.objects.create(kind="correction", person=person, text=f"text {number}", asked_at=timezone.now())
    elif sys.argv[1] == "read":
        print(*sorted(rotation.standing()), len({one.text for one in Request.objects.all()}))
    else:
        rotation.BATCH = 7
        rotation.renew.__defaults__ = (7,)
        kill_at, seal, count = int(sys.argv[2]), rotation.seal, 0
        def counted(*given):
            global count
            count += 1
            if count == kill_at:
                os.kill(os.getpid(), signal.SIGKILL)
            return seal(*given)
        rotation.seal = counted
        sys.exit(keys_cli.run(["rotate"], Path(settings.FIELD_KEYS_FOLDER), sys.stdout))
"""


def test_a_killed_rotation_loses_nothing(tmp_path):
    script = tmp_path / "rotate.py"
    script.write_text(textwrap.dedent(KILLED))
    env = {**os.environ, "HUB_VAR": str(tmp_path / "var"), "HUB_MODE": "demo", "PYTHONPATH": str(Path.cwd())}
    env.pop("DATABASE_URL", None)
    env.pop("FIELD_KEYS_FOLDER", None)

    def step(*words):
        done = subprocess.run([sys.executable, script, *words], env=env, capture_output=True, text=True, check=False)
        return done.returncode, done.stdout.strip(), done.stderr

    assert step("prepare")[0] == 0
    assert step("rotate", "20")[0] == -signal.SIGKILL
    assert step("read")[1] == "k1 k2 60"
    assert step("rotate", "25")[0] == -signal.SIGKILL  # killed again on the way
    assert step("read")[1] == "k1 k2 60"
    assert step("rotate", "0")[0] == 0
    assert step("read")[1] == "k2 60"
