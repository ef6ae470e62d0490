"""Where documents are kept and who looks at them for viruses, as the surroundings say."""

import os
from pathlib import Path
from typing import Any

from hub.config.env import UnsafeSetting
from hub.documents.clamav import Address, address


def storage(folder: Path) -> dict[str, Any]:
    """Django's storage for documents: the bucket `S3_BUCKET` where it is named, else the local `folder`."""
    bucket = os.environ.get("S3_BUCKET", "")
    if not bucket:
        return {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {
                "location": folder,
                "file_permissions_mode": 0o600,
                "directory_permissions_mode": 0o700,
            },
        }
    return {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": _s3(bucket)}


def _s3(bucket: str) -> dict[str, Any]:
    """Private objects only; a server that is away is given up on before a person's patience is."""
    from botocore.config import Config

    client = Config(
        connect_timeout=5,
        read_timeout=20,
        retries={"total_max_attempts": 3, "mode": "standard"},
        s3={"addressing_style": os.environ.get("S3_ADDRESSING", "auto")},
    )
    given = {
        "endpoint_url": os.environ.get("S3_ENDPOINT"),
        "region_name": os.environ.get("S3_REGION"),
        "access_key": os.environ.get("S3_ACCESS_KEY"),
        "secret_key": os.environ.get("S3_SECRET_KEY"),
    }
    return {
        "bucket_name": bucket,
        "default_acl": None,
        "file_overwrite": True,  # the name is the hash of the content
        "signature_version": "s3v4",
        "client_config": client,
        **{name: value for name, value in given.items() if value},
    }


def scanner() -> Address | None:
    """Where clamd listens: CLAMAV is `unix:/path` or `tcp:host:port`; None where there is none."""
    try:
        return address(os.environ.get("CLAMAV", ""))
    except ValueError as fault:
        raise UnsafeSetting(f"CLAMAV: {fault}.")
