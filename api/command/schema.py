"""`casegraph schema`: the GraphQL schema."""

import sys


def schema() -> None:
    """Print the GraphQL schema, in the schema definition language.

    Example:

        casegraph schema > schema.graphql
    """
    # Not above: strawberry would make every other command start later.
    from api.graphql.schema import sdl

    sys.stdout.write(sdl())
