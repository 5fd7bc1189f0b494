"""Who asks, for what, and what they may see: callers, policies as data, and the filters that the store's texts are given.

Stands on the model's declarations and on the lens; nothing in it reads the graph by itself.
"""
