"""Code lists of the Department for Education that several file formats use, and what each code becomes here."""
