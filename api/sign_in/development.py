"""A development issuer: tokens made and checked on one machine, by a key of its data folder. Never for anything real."""

import json
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from joserfc import jwt
from joserfc.jwk import Key, OKPKey

from api.secret_file import kept_secret
from api.sign_in.tokens import TokenRefused

ISSUER = "development"
"""What `CASEGRAPH_ISSUER` is set to for it, and the `iss` of its tokens."""
_FILE = "development-issuer.json"


class DevelopmentIssuer:
    """Makes tokens with the key of a data folder, and finds it for those who check them."""

    def __init__(self, home: Path) -> None:
        self._key = OKPKey.import_key(json.loads(kept_secret(home.expanduser() / _FILE, _new_key)))

    async def find(self, kid: str | None) -> Key:
        """The one key that there is. Raises TokenRefused for another one's name."""
        if kid != self._key.kid:
            raise TokenRefused("the token is not one of this machine's development issuer")
        return self._key

    def token(self, claims: Mapping[str, Any], audience: str, seconds: int) -> str:
        """A token that says this, for so many seconds."""
        now = int(time.time())
        said = {"iss": ISSUER, "aud": audience, "iat": now, "nbf": now, "exp": now + seconds, **claims}
        header = {"alg": "EdDSA", "kid": self._key.kid, "typ": "JWT"}
        return jwt.encode(header, said, self._key, algorithms=["EdDSA"])


def _new_key() -> str:
    return json.dumps(OKPKey.generate_key("Ed25519", auto_kid=True).as_dict(private=True))
