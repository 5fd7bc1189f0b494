"""Serving, and the tokens by which callers of a development server sign in."""
