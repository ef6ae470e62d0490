from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect

from hub.accounts.policy import allow, public


@allow(public)
def root(request: HttpRequest) -> HttpResponse:
    """To the front page in the visitor's language."""
    return redirect("home")


@allow(public)
def healthz(_request: HttpRequest) -> JsonResponse:
    """Alive, and the database answers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"status": "ok"})
