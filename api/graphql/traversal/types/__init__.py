"""The types of the traversal, made from the kinds of `queries.traversal`."""
