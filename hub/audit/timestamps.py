"""Time stamps of an outside authority (RFC 3161) over the heads of the chain."""

import asyncio
import base64
import logging
from typing import Any

import requests
from pyhanko.sign.timestamps import TimestampRequestError
from pyhanko.sign.timestamps.requests_client import RequestsHTTPTimeStamper

LOG = logging.getLogger(__name__)
SECONDS = 10


def stamp(digest: bytes, url: str) -> str | None:
    """The authority's token (DER, base64) over a SHA-256; None, with a warning, where it gives none."""
    client: Any = RequestsHTTPTimeStamper(url, timeout=SECONDS)  # type: ignore[no-untyped-call]
    try:
        token = asyncio.run(client.async_timestamp(digest, "sha256"))
    except (TimestampRequestError, requests.RequestException, OSError, ValueError) as problem:
        LOG.warning("no time stamp from %s: %s", url, type(problem).__name__)
        return None
    if token["content"]["encap_content_info"]["content"].parsed["message_imprint"]["hashed_message"].native != digest:
        LOG.warning("the time stamp from %s is for something else", url)
        return None
    return base64.b64encode(token.dump()).decode()
