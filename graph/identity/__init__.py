"""Who is one person: identifiers, names, the rules by which records are joined, and decisions about them."""
