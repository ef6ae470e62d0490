"""Rooms about people. Of allauth only what is wired here exists, each view with its policy."""

from allauth.account import views as allauth
from django.urls import path

from hub.accounts import (
    confirm_views,
    entrance,
    factor_views,
    identity,
    organisation_views,
    session_views,
    stand_in_views,
    views,
)
from hub.accounts.limits import limited, reading
from hub.accounts.policy import allow, public, signed_in

urlpatterns = [
    path("account/login/", allow(public)(entrance.SignIn.as_view()), name="account_login"),
    path("account/signup/", allow(public)(limited("sign_up")(entrance.SignUp.as_view())), name="account_signup"),
    path("account/logout/", allow(public)(allauth.logout), name="account_logout"),
    path("account/inactive/", allow(public)(allauth.account_inactive), name="account_inactive"),
    path("account/sent/", allow(public)(allauth.email_verification_sent), name="account_email_verification_sent"),
    path("account/confirm/<str:key>/", allow(public)(allauth.confirm_email), name="account_confirm_email"),
    path("account/password/", allow(signed_in)(entrance.ChangePassword.as_view()), name="account_change_password"),
    path("account/password/set/", allow(signed_in)(entrance.SetPassword.as_view()), name="account_set_password"),
    path("account/reset/", allow(public)(limited("reset")(entrance.AskReset.as_view())), name="account_reset_password"),
    path("account/reset/sent/", allow(public)(allauth.password_reset_done), name="account_reset_password_done"),
    path(
        "account/reset/done/",
        allow(public)(allauth.password_reset_from_key_done),
        name="account_reset_password_from_key_done",
    ),
    path(
        "account/reset/<str:uidb36>/<str:key>/",
        allow(public)(entrance.NewPassword.as_view()),
        name="account_reset_password_from_key",
    ),
    path("account/code/", allow(public)(entrance.SignInCode.as_view()), name="mfa_authenticate"),
    path(
        "account/passkey/",
        allow(public)(limited("passkey", reading)(entrance.PasskeySignIn.as_view())),
        name="mfa_login_webauthn",
    ),
    path("account/second-factor/", factor_views.second_factor, name="second_factor"),
    path("account/confirm/", confirm_views.confirm, name="account_reauthenticate"),
    path("account/kept/", confirm_views.kept_form, name="kept_form"),
    path("account/kept/drop/", confirm_views.kept_drop, name="kept_drop"),
    path("account/security/", factor_views.security, name="mfa_index"),
    path("account/security/app/", factor_views.app_add, name="app_add"),
    path("account/security/passkey/", factor_views.passkey_add, name="passkey_add"),
    path("account/security/<int:pk>/remove/", factor_views.factor_remove, name="factor_remove"),
    path("account/security/codes/", factor_views.codes_new, name="codes_new"),
    path("account/sessions/<int:pk>/end/", session_views.session_end, name="session_end"),
    path("account/sessions/end/", session_views.sessions_end, name="sessions_end"),
    path("account/identity/<str:provider_id>/", identity.begin, name="openid_connect_login"),
    path("account/identity/<str:provider_id>/remove/", identity.remove, name="identity_remove"),
    path("account/stay/", session_views.stay, name="stay"),
    path("account/profile/", views.profile, name="profile"),
    path("organisations/new/", organisation_views.organisation_new, name="organisation_new"),
    path("organisations/<str:bin>/", organisation_views.organisation, name="organisation"),
    path("organisations/<str:bin>/invite/", organisation_views.organisation_invite, name="organisation_invite"),
    path(
        "organisations/<str:bin>/invitations/<int:pk>/withdraw/",
        organisation_views.invitation_withdraw,
        name="invitation_withdraw",
    ),
    path("organisations/<str:bin>/colleagues/<int:pk>/", organisation_views.colleague, name="colleague"),
    path("organisations/<str:bin>/colleagues/<int:pk>/end/", organisation_views.colleague_end, name="colleague_end"),
    path("invitations/<str:token>/", organisation_views.invitation, name="invitation"),
    path("office/roles/", views.roles, name="roles"),
    path("account/stand-in/", stand_in_views.own_stand_in, name="own_stand_in"),
    path("account/stand-in/<int:pk>/end/", stand_in_views.own_stand_in_end, name="own_stand_in_end"),
    path("office/roles/stand-in/", stand_in_views.stand_in, name="stand_in"),
    path("office/roles/new/", views.role_grant, name="role_grant"),
    path("office/roles/<int:pk>/end/", views.role_end, name="role_end"),
]
