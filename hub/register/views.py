from django.http import HttpRequest, HttpResponse

from hub.accounts.policy import allow, public


@allow(public, "20")
def as_json(request: HttpRequest) -> HttpResponse: ...


@allow(public, "20")
def as_csv(request: HttpRequest) -> HttpResponse: ...
