"""A small OpenID Connect provider on this machine: it speaks the real protocol with PKCE and says yes at once."""

import base64
import hashlib
import json
import secrets
import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm

CLIENT, SECRET = "portal", "portal-secret"
KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)


class Provider(ThreadingHTTPServer):
    """Who signs in there is `person`: the claims that the provider makes."""

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.issuer = f"http://127.0.0.1:{self.server_port}"
        self.person = {"sub": "iin-1", "email": "identity@example.kz", "email_verified": True}
        self.asked = {}
        self.refused = []


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        address = urlsplit(self.path)
        given = {name: values[0] for name, values in parse_qs(address.query).items()}
        at = self.server.issuer
        if address.path == "/.well-known/openid-configuration":
            pages = {"authorization_endpoint": "authorize", "token_endpoint": "token", "jwks_uri": "keys"}
            found = {name: f"{at}/{page}" for name, page in pages.items()} | {"userinfo_endpoint": f"{at}/me"}
            self._json(found | {"issuer": at, "token_endpoint_auth_methods_supported": ["client_secret_post"]})
        elif address.path == "/keys":
            self._json({"keys": [json.loads(RSAAlgorithm.to_jwk(KEY.public_key())) | {"kid": "1", "use": "sig"}]})
        elif address.path == "/me":
            self._json(self.server.person)
        else:
            self._authorize(given)

    def _authorize(self, given):
        code = secrets.token_urlsafe()
        self.server.asked[code] = given
        self.send_response(302)
        back = urlencode({"code": code, "state": given["state"]})
        self.send_header("Location", f"{given['redirect_uri']}?{back}")
        self.end_headers()

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        given = {name: values[0] for name, values in parse_qs(body).items()}
        asked = self.server.asked.pop(given.get("code"), None)
        if asked is None or not self._proved(asked, given):
            self.server.refused.append(given)
            self._json({"error": "invalid_grant"}, 400)
            return
        now = int(time.time())
        claims = {"iss": self.server.issuer, "aud": CLIENT, "iat": now, "exp": now + 300} | self.server.person
        token = jwt.encode(claims, KEY, "RS256", headers={"kid": "1"})
        self._json({"access_token": "a", "token_type": "Bearer", "id_token": token})

    def _proved(self, asked, given):
        """The same client came back, with the word whose hash it sent before (PKCE, S256 only)."""
        digest = hashlib.sha256(given.get("code_verifier", "").encode()).digest()
        proof = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        return (
            asked.get("code_challenge_method") == "S256"
            and asked.get("code_challenge") == proof
            and (given.get("client_id"), given.get("client_secret")) == (CLIENT, SECRET)
            and asked["redirect_uri"] == given["redirect_uri"]
        )

    def _json(self, found, status=200):
        content = json.dumps(found).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *args):
        pass


@contextmanager
def running():
    server = Provider()
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
