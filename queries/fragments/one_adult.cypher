MATCH (fact:Adult {id: $subject})
