// Who is one with the adult today may have been somebody else.
true
