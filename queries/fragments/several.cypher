size(fact) >= 2
