"""Callers of a server in tests: whoever asks is one of them, as in the demo."""

from api.sign_in.sign_in import DemoSignIn
from graph.access.caller import OWNER, Caller, CallerRole, Purpose

ANALYST = Caller("ann", "Ann Price", CallerRole.ANALYST, purpose=Purpose.ANALYSIS)


def signed_in(caller: Caller = OWNER) -> DemoSignIn:
    """Everybody is that caller."""
    return DemoSignIn({"one": caller}, "one")
