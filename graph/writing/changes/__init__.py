"""What a fact's arrival or absence changes of the versions that are there."""
