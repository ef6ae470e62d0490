"""Rows behind a policy. A view fetches by `visible_to`, so that what a person may not see is not there to be found."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Self

from django.db import models

if TYPE_CHECKING:
    from hub.accounts.access import Access
    from hub.accounts.models import Invitation, Organisation  # noqa: F401  named in the brackets below


class InForce(models.QuerySet[Any]):
    def on(self, day: date) -> Self:
        """The rows in force on `day`; `until` is the last day."""
        return self.filter(since__lte=day).filter(models.Q(until=None) | models.Q(until__gte=day))


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    def visible_to(self, access: Access) -> Self:
        """The organisations for which the person acts."""
        return self.filter(pk__in=access.organisations)

    def headed_by(self, access: Access) -> Self:
        """Those of which the person is head."""
        return self.filter(pk__in=[pk for pk in access.organisations if access.owns(pk)])


class MembershipQuerySet(InForce):
    def visible_to(self, access: Access) -> Self:
        """The colleagues of today in the organisations for which the person acts."""
        return self.on(access.on).filter(organisation__in=access.organisations)


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def visible_to(self, access: Access) -> Self:
        """The invitations into organisations of which the person is head."""
        return self.filter(organisation__in=[pk for pk in access.organisations if access.owns(pk)])

    def of_letter(self, token: str) -> Self:
        """The invitation of a letter: who holds its link may see who invites."""
        return self.filter(token=token)


class GrantQuerySet(InForce):
    def visible_to(self, access: Access) -> Self:
        """All roles for those who give them; to anybody else their own."""
        from hub.accounts.models import Role  # the models are made of these querysets

        return self if access.has(Role.ADMINISTRATOR) else self.filter(user=access.person)
