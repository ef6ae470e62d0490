"""Rooms about people. Of allauth only what is wired here exists, each view with its policy."""

from allauth.account import views as allauth
from django.urls import path

from hub.accounts import entrance, organisation_views, views
from hub.accounts.policy import allow, public, signed_in

urlpatterns = [
    path("account/login/", allow(public)(entrance.SignIn.as_view()), name="account_login"),
    path("account/signup/", allow(public)(entrance.SignUp.as_view()), name="account_signup"),
    path("account/logout/", allow(public)(allauth.logout), name="account_logout"),
    path("account/inactive/", allow(public)(allauth.account_inactive), name="account_inactive"),
    path("account/sent/", allow(public)(allauth.email_verification_sent), name="account_email_verification_sent"),
    path("account/confirm/<str:key>/", allow(public)(allauth.confirm_email), name="account_confirm_email"),
    path("account/password/", allow(signed_in)(entrance.ChangePassword.as_view()), name="account_change_password"),
    path("account/password/set/", allow(signed_in)(entrance.SetPassword.as_view()), name="account_set_password"),
    path("account/reset/", allow(public)(entrance.AskReset.as_view()), name="account_reset_password"),
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
    path("office/roles/new/", views.role_grant, name="role_grant"),
    path("office/roles/<int:pk>/end/", views.role_end, name="role_end"),
]
