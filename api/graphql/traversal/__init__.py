"""The people and their records in GraphQL: types made from the kinds of `queries.traversal`, each root field one read."""
