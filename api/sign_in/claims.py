"""What a token says of its caller: which claims that is, a partnership sets."""

from collections.abc import Mapping
from typing import Any

from api.sign_in.tokens import TokenRefused
from graph.access.caller import Caller, CallerRole
from graph.settings import Settings

_LONGEST, _MOST = 256, 1000
GIVEN_ROLES = tuple(role for role in CallerRole if role is not CallerRole.OWNER)
"""The roles that an issuer may give: whoever owns the store needs no token."""


def caller_of(claims: Mapping[str, Any], settings: Settings) -> Caller:
    """The caller of a checked token. Raises TokenRefused where it gives no role of ours, or cannot be read."""
    return Caller(
        id=claims["sub"],
        name=_text(claims, "name") or _text(claims, "preferred_username") or claims["sub"],
        role=_role(claims, settings.role_claim),
        agency=_text(claims, settings.agency_claim),
        agencies=_texts(claims, settings.agencies_claim),
        people=_texts(claims, settings.people_claim),
        conflicts=_texts(claims, settings.conflicts_claim),
    )


def _role(claims: Mapping[str, Any], name: str) -> CallerRole:
    """The one role of ours: a claim of roles may have those of other applications, too."""
    found = {role for role in GIVEN_ROLES if role.value in _texts(claims, name)}
    if len(found) != 1:
        known = ", ".join(GIVEN_ROLES)
        raise TokenRefused(f"expected one role of casegraph in the token ({name}: one of {known}), found {len(found) or 'none'}")
    return found.pop()


def _claim(claims: Mapping[str, Any], name: str) -> Any:
    """What stands there; `realm_access.roles` is `roles` inside `realm_access`."""
    if name in claims:
        return claims[name]
    found: Any = claims
    for part in name.split("."):
        found = found.get(part) if isinstance(found, Mapping) else None
    return found


def _text(claims: Mapping[str, Any], name: str) -> str | None:
    found = _claim(claims, name)
    if found is None or found == "":
        return None
    if not isinstance(found, str) or len(found) > _LONGEST:
        raise TokenRefused(f"expected a text of {_LONGEST} characters at most as {name} in the token, found something else")
    return found


def _texts(claims: Mapping[str, Any], name: str) -> frozenset[str]:
    found = _claim(claims, name)
    listed = [] if found is None else found if isinstance(found, list) else [found]
    if len(listed) > _MOST or not all(isinstance(each, str) and len(each) <= _LONGEST for each in listed):
        raise TokenRefused(f"expected {_MOST:,} texts at most as {name} in the token, found something else")
    return frozenset(listed)
