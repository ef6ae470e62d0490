"""Documents in an S3 bucket: a server that speaks S3 runs beside the test, on this machine only."""

import boto3
import pytest
from django.urls import reverse
from moto.server import ThreadedMotoServer

from hub.audit.models import Event
from hub.config import files
from hub.documents import content, store
from tests import clock, world
from tests.documents import samples

BUCKET = "documents"


@pytest.fixture(scope="module")
def server():
    running = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    running.start()
    host, port = running.get_host_and_port()
    yield f"http://{host}:{port}"
    running.stop()


@pytest.fixture
def bucket(server, settings, monkeypatch):
    """The portal's settings as the surroundings make them, and the bucket as its owner sees it."""
    given = {
        "S3_BUCKET": BUCKET,
        "S3_ENDPOINT": server,
        "S3_REGION": "us-east-1",
        "S3_ACCESS_KEY": "test",
        "S3_SECRET_KEY": "test",
        "S3_ADDRESSING": "path",
    }
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    owner = boto3.resource(
        "s3", endpoint_url=server, region_name="us-east-1", aws_access_key_id="test", aws_secret_access_key="test"
    )
    made = owner.Bucket(BUCKET)
    made.create()
    settings.STORAGES = {**settings.STORAGES, "default": files.storage(None)}
    yield made
    made.objects.all().delete()
    made.delete()


@pytest.fixture
def client(client, applicant, monkeypatch, monday):
    clock.stop(monkeypatch, monday)
    client.force_login(applicant)
    return client


def test_a_document_is_kept_by_its_hash_and_comes_back(bucket, client, draft):
    file = draft.attachments.get(slot="tax_statement").file
    assert file.content.name == f"{file.sha256[:2]}/{file.sha256}"
    assert file.content.name in [entry.key for entry in bucket.objects.all()]
    answer = client.get(reverse("document", args=[draft.pk, file.pk]))
    assert b"".join(answer.streaming_content) == content.content_of(file)
    assert answer["Content-Disposition"].startswith("attachment")


def test_the_same_content_twice_is_one_object(bucket, draft, applicant, monday):
    png = samples.png()

    def keep():
        with world.upload(png, "a.png") as upload:
            return store.take(upload, language="ru", organisation=draft.organisation, by=applicant, at=monday)

    first = keep()
    objects = [entry.key for entry in bucket.objects.all()]
    second = keep()
    assert first.pk != second.pk
    assert first.content.name == second.content.name
    assert [entry.key for entry in bucket.objects.all()] == objects


def test_objects_are_private(bucket, draft):
    grants = [grant for entry in bucket.objects.all() for grant in entry.Acl().grants]
    assert grants
    assert not any("AllUsers" in grant["Grantee"].get("URI", "") for grant in grants)


def test_a_missing_object_is_a_page_and_no_crash(bucket, client, draft):
    file = draft.attachments.get(slot="tax_statement").file
    bucket.Object(file.content.name).delete()
    answer = client.get(reverse("document", args=[draft.pk, file.pk]))
    assert answer.status_code == 503
    assert "document.missing" in Event.objects.filter(about=f"file:{file.pk}").values_list("action", flat=True)


def test_a_changed_object_is_never_sent(bucket, client, draft):
    file = draft.attachments.get(slot="tax_statement").file
    bucket.Object(file.content.name).put(Body=b"%PDF- other")
    assert client.get(reverse("document", args=[draft.pk, file.pk])).status_code == 503
    assert Event.objects.filter(action="document.damaged", about=f"file:{file.pk}").count() == 1


def test_a_missing_bucket_is_a_page_too(bucket, client, draft, monkeypatch, settings):
    monkeypatch.setenv("S3_BUCKET", "elsewhere")
    settings.STORAGES = {**settings.STORAGES, "default": files.storage(None)}
    file = draft.attachments.get(slot="tax_statement").file
    assert client.get(reverse("document", args=[draft.pk, file.pk])).status_code == 503


def test_erased_bytes_leave_the_bucket(bucket, draft, monday, django_capture_on_commit_callbacks):
    file = draft.attachments.get(slot="tax_statement").file
    twin = draft.attachments.get(slot="location_proof").file
    with django_capture_on_commit_callbacks(execute=True):
        store.erase({file, twin}, by=None, at=monday)
    assert file.content.name not in [entry.key for entry in bucket.objects.all()]


def test_without_a_bucket_files_stay_on_this_machine(tmp_path, monkeypatch):
    monkeypatch.delenv("S3_BUCKET", raising=False)
    options = files.storage(tmp_path)["OPTIONS"]
    assert (options["location"], options["file_permissions_mode"]) == (tmp_path, 0o600)
