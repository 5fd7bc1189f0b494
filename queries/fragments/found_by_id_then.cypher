// By the id of somebody of today nobody is found of whom that was not the id: the record of that id finds them (the next branch).
false
