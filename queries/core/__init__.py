"""What patterns are made of: the pattern and its parameters, the case with its facts, and the findings."""
