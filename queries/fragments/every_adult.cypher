MATCH (fact:Adult)
