"""Reading JSON as a stream: element by element, each with the line on which it begins and its path in the file."""
