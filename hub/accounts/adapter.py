"""Sign-up and sign-in by django-allauth; its letters go through our outbox like all others."""

import hashlib
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import get_language



class AccountAdapter(DefaultAccountAdapter):
    def save_user(self, request: HttpRequest, user: Any, form: Any, commit: bool = True) -> Any:
        user.full_name = form.cleaned_data["full_name"].strip()
        user.language = (get_language() or "kk")[:2]
        return super().save_user(request, user, form, commit)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        subject = render_to_string(f"{template_prefix}_subject.txt", context).strip()
        text = render_to_string(f"{template_prefix}_message.txt", context).strip()
        write_letter = import_string(settings.LETTERS)  # the outbox stands above the accounts
        now = timezone.now()
        key = hashlib.sha256(f"{template_prefix}{email}{text}{now.isoformat()}".encode()).hexdigest()
        with transaction.atomic():
            write_letter(email, subject, text, key=f"account:{key[:64]}", at=now)

    def add_message(self, request: HttpRequest, level: int, *args: Any, **kwargs: Any) -> None:
        """Allauth's own messages; the pages themselves say what it says about signing in and out."""
        if level >= messages.WARNING:
            super().add_message(request, level, *args, **kwargs)
