// Who is one with the child today may have been somebody else.
true
