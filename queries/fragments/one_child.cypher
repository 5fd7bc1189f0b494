MATCH (fact:Child {id: $subject})
