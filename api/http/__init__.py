"""The HTTP application: GraphQL, the explorer, health; and what is refused before any of them."""
