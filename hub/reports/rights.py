"""Who works with reports: the team of monitoring; those who register and the auditor read."""

from typing import TYPE_CHECKING

from hub.accounts.models import Role

if TYPE_CHECKING:
    from hub.accounts.access import Access

TEAM = Role.MONITORING
READERS = (Role.REGISTRATION, Role.FINANCE)
SEE_ALL = (TEAM, *READERS, Role.AUDITOR)
SEE_STAYS = (TEAM, Role.REGISTRATION, Role.AUDITOR)


def reads_stays(access: "Access") -> bool:
    return access.has(*SEE_STAYS)
