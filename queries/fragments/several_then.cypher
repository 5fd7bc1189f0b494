// One of today may have been two.
size(fact) >= 1
