"""The demonstration's mail server: what is sent can be read in the portal."""

from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from hub.notices.models import DemoMail


class Backend(BaseEmailBackend):
    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        for message in email_messages:
            for to in message.recipients():
                names = [attachment[0] for attachment in message.attachments if isinstance(attachment, tuple)]
                DemoMail.objects.create(to=to, subject=str(message.subject), text=str(message.body), attachments=names)
        return len(email_messages)
