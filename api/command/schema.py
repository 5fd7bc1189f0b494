"""`casegraph schema`: the GraphQL schema."""

import sys

from api.graphql.schema import sdl


def schema() -> None:
    """Print the GraphQL schema, in the schema definition language.

    Example:

        casegraph schema > schema.graphql
    """
    sys.stdout.write(sdl())
