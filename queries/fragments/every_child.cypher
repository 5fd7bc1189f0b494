MATCH (fact:Child)
