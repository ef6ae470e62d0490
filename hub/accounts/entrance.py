"""Allauth's views with our forms; a form that is wrong answers 422, like everywhere in the portal."""

from http import HTTPStatus
from typing import Any

from allauth.account import views as allauth
from django.http import HttpResponse

from hub.accounts import entrance_forms as forms


class Faulty:
    """Answers a wrong form with 422."""

    def form_invalid(self: Any, form: Any) -> HttpResponse:
        page: HttpResponse = self.render_to_response(
            self.get_context_data(form=form), status=HTTPStatus.UNPROCESSABLE_ENTITY
        )
        return page


class SignIn(Faulty, allauth.LoginView):  # type: ignore[misc]  # allauth has no types
    form_class = forms.SignIn


class SignUp(Faulty, allauth.SignupView):  # type: ignore[misc]
    form_class = forms.SignUp


class AskReset(Faulty, allauth.PasswordResetView):  # type: ignore[misc]
    form_class = forms.AskReset


class NewPassword(Faulty, allauth.PasswordResetFromKeyView):  # type: ignore[misc]
    form_class = forms.NewPassword


class ChangePassword(Faulty, allauth.PasswordChangeView):  # type: ignore[misc]
    form_class = forms.ChangePassword


class SetPassword(Faulty, allauth.PasswordSetView):  # type: ignore[misc]
    form_class = forms.SetPassword
