"""The worker's part: one slice of a check, or one import entered."""

from __future__ import annotations

import logging
from datetime import datetime

from django.db import InterfaceError, OperationalError

from hub.documents.content import Unavailable
from hub.documents.models import State as FileState
from hub.importing import problems
from hub.importing.applying import apply
from hub.importing.checking import check_slice, fail
from hub.importing.models import Import, State

LOG = logging.getLogger(__name__)


def run(at: datetime) -> bool:
    """Do the next piece of the oldest import that waits; False where none does."""
    waiting = Import.objects.filter(state__in=(State.CHECKING, State.APPLYING)).exclude(
        file__state=FileState.CHECKING  # the virus scanner has not answered yet
    )
    one = waiting.select_related("file").order_by("pk").first()
    if one is None:
        return False
    try:
        _go_on(one, at)
    except problems.Unusable as unusable:
        fail(one, unusable.message, at)
    except Unavailable:
        fail(one, problems.GONE, at)
    except (OperationalError, InterfaceError):
        raise  # the database is away for a while: the next round tries again
    except Exception:
        LOG.exception("import %s failed; nothing of it was entered", one.pk)
        fail(one, problems.FAILED, at)
    return True


def _go_on(one: Import, at: datetime) -> None:
    if not one.file.ready:
        fail(one, problems.INFECTED, at)
    elif one.state == State.CHECKING:
        check_slice(one, at)
    else:
        apply(one, at)
