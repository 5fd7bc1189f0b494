"""Facts as the graph takes them: built in one place, whatever format the values are from (docs/adr/0035)."""
