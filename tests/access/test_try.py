import pytest
from tests.access.bodies import body
from tests.access.asking import address
pytestmark=pytest.mark.django_db
def test_try(visitors):
    from django.contrib.messages import get_messages
    s=visitors.scene
    c=visitors._as("owner")
    u=address("attach", s.args["draft"]+("extra",))
    r=c.post(u, body(s,"attach","draft",("extra",)))
    print(r.status_code, r.headers.get("Location"), [str(m) for m in get_messages(r.wsgi_request)], r.cookies)
    print(r.wsgi_request.FILES, r.wsgi_request.POST)
    from hub.cases.application_views import UploadForm
    f=UploadForm(r.wsgi_request.POST, r.wsgi_request.FILES); print(f.is_valid(), f.errors)
