"""The Technopark's work with participants: the list, raising an early end, the rules of reminding."""

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.db import IntegrityError, transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hub import words
from hub.accounts.http import Request
from hub.accounts.models import Role
from hub.accounts.policy import allow, role
from hub.audit.log import record as log
from hub.cases import drafts
from hub.cases.rights import CASEWORK
from hub.participation import timer
from hub.participation.models import Kind, ReminderRule
from hub.register.models import Participant
from rules.early_end import EARLY_END

PAGE = 25
OFFICERS = role(Role.REGISTRATION)


@allow(role(*CASEWORK, Role.AUDITOR), "25", "35", "37")
@require_safe
def participants(request: Request) -> HttpResponse:
    """All participations, by name, BIN or certificate, and by whether they last."""
    query, state = request.GET.get("q", "").strip(), request.GET.get("state", "active")
    rows = Participant.objects.visible_to(request.access).select_related("organisation")
    found = rows.matching(query).standing(state, request.access.on).order_by("until", "pk")
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    officer = request.access.has(Role.REGISTRATION)
    context = {"page": page, "query": query, "state": state, "on": request.access.on, "officer": officer}
    return render(request, "participation/participants.html", context)


@allow(OFFICERS, "39", "41")
@require_POST
def begin_early_end(request: Request, pk: int) -> HttpResponse:
    """Take up the matter of an early end; the participant learns of it when it is told."""
    participant = get_object_or_404(Participant.objects.visible_to(request.access), pk=pk)
    if not participant.active(request.access.on):
        raise Http404
    language = participant.case.language if participant.case else settings.LANGUAGE_CODE
    case = drafts.begin(EARLY_END.key, participant.organisation, by=request.user, language=language, at=request.now)
    return redirect("case", case.pk)


class RuleForm(forms.Form):
    kind = forms.ChoiceField(label=gettext_lazy("Obligation"), choices=Kind.choices)
    days = forms.IntegerField(label=gettext_lazy("Calendar days before the due day"), min_value=0, max_value=180)


@allow(OFFICERS)
@require_http_methods(["GET", "HEAD", "POST"])
def reminders(request: Request) -> HttpResponse:
    """The rules of reminding: a new one works from the next round of the worker."""
    form = RuleForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            timer.set_rule(**form.cleaned_data, by=request.user, at=request.now)
        except IntegrityError:
            form.add_error("days", _("This rule stands already."))
        else:
            return redirect("reminders")
    context = {"form": form, "rules": ReminderRule.objects.select_related("set_by"), "lang": words.language()}
    return render(request, "participation/reminders.html", context, status=422 if form.errors else 200)


@allow(OFFICERS)
@require_POST
def reminder_drop(request: Request, pk: int) -> HttpResponse:
    with transaction.atomic():
        rule = get_object_or_404(ReminderRule.objects.select_for_update(), pk=pk)
        log("reminder.drop", f"rule:{rule.pk}", by=request.user, at=request.now, kind=rule.kind, days=rule.days)
        rule.delete()
    messages.success(request, _("The rule is taken away."))
    return redirect("reminders")
