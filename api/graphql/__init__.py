"""The GraphQL schema: types with descriptions, resolvers that ask `queries`, one shape of error, limits."""
