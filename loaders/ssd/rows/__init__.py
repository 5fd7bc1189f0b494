"""What the rows of each table become."""
