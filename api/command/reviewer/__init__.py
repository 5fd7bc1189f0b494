"""The commands of the reviewer: what happened in order, and who knew it when."""
