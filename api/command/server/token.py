"""`casegraph token`: a token of the development issuer, to try signing in with."""

from typing import Annotated

import typer

from graph.access.caller import CallerRole
from graph.errors import NotAllowed, UnknownName
from graph.settings import Settings

_ROLES = [role.value for role in CallerRole if role is not CallerRole.OWNER]


def token(
    role: Annotated[str, typer.Argument(help=f"One of {', '.join(_ROLES)}.")],
    name: Annotated[str, typer.Option(help="Who that is.")] = "developer",
    agency: Annotated[str | None, typer.Option(metavar="ID", help="Their own agency.")] = None,
    team: Annotated[
        list[str] | None, typer.Option("--team", metavar="ID", help="An agency of their team; may be given again.")
    ] = None,
    person: Annotated[
        list[str] | None, typer.Option("--person", metavar="ID", help="Somebody of their review or case; may be given again.")
    ] = None,
    conflict: Annotated[
        list[str] | None, typer.Option("--conflict", metavar="ID", help="About whom they may never ask; may be given again.")
    ] = None,
    minutes: Annotated[int, typer.Option(min=1, max=24 * 60, help="For how long it is good.")] = 60,
) -> None:
    """Print a token of the development issuer: for `CASEGRAPH_ISSUER=development casegraph serve` on this machine alone.

    Examples:

        casegraph token practitioner --agency hv
        casegraph token reviewer --person hv/systmone/p1 --minutes 5
    """
    if role not in _ROLES:
        raise UnknownName("role", role, _ROLES)
    # Not above: every other command would wait for the library.
    from api.sign_in.development import ISSUER, DevelopmentIssuer

    settings = Settings()
    if settings.issuer not in (None, ISSUER):
        raise NotAllowed(f"CASEGRAPH_ISSUER is {settings.issuer}: its tokens are made by it, not here")
    claims = {
        "sub": name,
        "name": name,
        settings.role_claim: role,
        settings.agency_claim: agency,
        settings.agencies_claim: team,
        settings.people_claim: person,
        settings.conflicts_claim: conflict,
    }
    said = {claim: value for claim, value in claims.items() if value is not None}
    typer.echo(DevelopmentIssuer(settings.home).token(said, settings.audience, minutes * 60))
