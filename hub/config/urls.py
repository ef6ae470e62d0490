"""Every address of the portal. Each view carries a policy; the middleware refuses one that does not."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from hub.accounts import identity
from hub.participation import views as participation
from hub.register import views as register
from hub.site import views as site

handler400 = "hub.site.errors.bad_request"
handler403 = "hub.site.errors.forbidden"
handler404 = "hub.site.errors.not_found"
handler429 = "hub.accounts.limits.too_many"  # asked for by allauth
handler500 = "hub.site.errors.failed"

urlpatterns = [
    path("", site.root, name="root"),
    path("healthz", site.healthz, name="healthz"),
    path("register.json", register.as_json, name="register_json"),
    path("register.csv", register.as_csv, name="register_csv"),
    path("identity/<str:provider_id>/", identity.callback, name="openid_connect_callback"),
    path("calendar/<str:language>/<str:token>.ics", participation.ics, name="feed"),
    *i18n_patterns(
        path("", include("hub.site.urls")),
        path("", include("hub.register.urls")),
        path("", include("hub.accounts.urls")),
        path("", include("hub.notices.urls")),
        path("", include("hub.documents.urls")),
        path("", include("hub.cases.urls")),
        path("", include("hub.commissions.urls")),
        path("", include("hub.registration.urls")),
        path("", include("hub.personal_data.urls")),
        path("", include("hub.confidentiality.urls")),
        path("", include("hub.importing.urls")),
        path("", include("hub.participation.urls")),
        path("", include("hub.monitoring.urls")),
        path("", include("hub.analysis.urls")),
        path("", include("hub.closing.urls")),
        path("", include("hub.reports.urls")),
        path("", include("hub.fees.urls")),
        path("", include("hub.reference.urls")),
        path("", include("hub.audit.urls")),
        prefix_default_language=True,
    ),
]

if settings.DEMO:
    urlpatterns += i18n_patterns(path("demo/", include("hub.demo.urls")), prefix_default_language=True)
