"""CSV as spreadsheets and systems leave it, read in one way for every format: encoding, separator, torn lines, and dates."""
