"""Who somebody is on a day: roles and organisations, read once a request. Every right is asked of this."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, cast

from hub.accounts import second_factor
from hub.accounts.models import STAFF_ROLES, Capacity, Membership, Role, RoleGrant

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from hub.accounts.models import User

MAY_EDIT = frozenset({Capacity.OWNER, Capacity.EDITOR})


class Access:
    """The rights of one person on one day (Asia/Almaty). Answers are `bool`, and False for a stranger."""

    def __init__(self, user: User | AnonymousUser, on: date, *, strong: bool = True) -> None:
        """`strong` says whether the session was opened with a second factor; without a session it counts as such."""
        self.user = user
        self.on = on
        self.strong = strong

    @property
    def person(self) -> User | None:
        """The person, or None for a stranger."""
        return cast("User", self.user) if self.known else None

    @property
    def entered(self) -> bool:
        """Whether the person has signed in, be it before the second factor."""
        return bool(self.user.is_authenticated and self.user.is_active)

    @cached_property
    def known(self) -> bool:
        """Whether the person has shown everything that is asked of them: no right is there before."""
        return self.entered and (self.strong or not self.needs_second_factor)

    @cached_property
    def needs_second_factor(self) -> bool:
        """Whether a second factor is asked of the person: every holder of a role or of a seat."""
        if not self.entered:
            return False
        return bool(self._granted) or second_factor.required_of(cast("User", self.user), self.on)

    @cached_property
    def _granted(self) -> list[tuple[str, int | None]]:
        """Each role with the absent person in whose place it is held, if any."""
        mine = RoleGrant.objects.on(self.on).filter(user_id=self.user.pk)
        return list(mine.values_list("role", "stands_in_for_id"))

    @cached_property
    def roles(self) -> frozenset[str]:
        return frozenset(role for role, _absent in self._granted) if self.known else frozenset()

    @property
    def own_roles(self) -> frozenset[str]:
        """Roles that are the person's own, not an absent colleague's."""
        return frozenset(role for role, absent in self._granted if absent is None) if self.known else frozenset()

    @property
    def acts_for(self) -> frozenset[int]:
        """The person and the absent colleagues whose work they do on this day, by id."""
        if not self.known:
            return frozenset()
        absent = frozenset(one for _role, one in self._granted if one is not None)
        return absent | {cast("User", self.user).pk}

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
