"""Who somebody is on a day: roles and organisations, read once a request. Every right is asked of this."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, cast

from hub.accounts.models import STAFF_ROLES, Capacity, Membership, Role, RoleGrant

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from hub.accounts.models import User

MAY_EDIT = frozenset({Capacity.OWNER, Capacity.EDITOR})


class Access:
    """The rights of one person on one day (Asia/Almaty). Answers are `bool`, and False for a stranger."""

    def __init__(self, user: User | AnonymousUser, on: date) -> None:
        self.user = user
        self.on = on

    @property
    def person(self) -> User | None:
        """The person, or None for a stranger."""
        return cast("User", self.user) if self.known else None

    @property
    def known(self) -> bool:
        return bool(self.user.is_authenticated and self.user.is_active)

    @cached_property
    def roles(self) -> frozenset[str]:
        if not self.known:
            return frozenset()
        return frozenset(RoleGrant.objects.on(self.on).filter(user_id=self.user.pk).values_list("role", flat=True))

    @cached_property
    def capacities(self) -> dict[int, str]:
        """Organisation id → capacity in which the person acts for it."""
        if not self.known:
            return {}
        mine = Membership.objects.on(self.on).filter(user_id=self.user.pk)
        return dict(mine.values_list("organisation_id", "capacity"))

    def has(self, *roles: Role) -> bool:
        return not self.roles.isdisjoint(roles)

    @property
    def staff(self) -> bool:
        return not self.roles.isdisjoint(STAFF_ROLES)

    @property
    def organisations(self) -> frozenset[int]:
        return frozenset(self.capacities)

    def belongs_to(self, organisation_id: int) -> bool:
        return organisation_id in self.capacities

    def may_edit(self, organisation_id: int) -> bool:
        return self.capacities.get(organisation_id) in MAY_EDIT

    def owns(self, organisation_id: int) -> bool:
        return self.capacities.get(organisation_id) == Capacity.OWNER
