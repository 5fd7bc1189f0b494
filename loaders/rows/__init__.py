"""The rows of an extract between reading and writing: in batches, read ahead or not, and what is remembered of them."""
