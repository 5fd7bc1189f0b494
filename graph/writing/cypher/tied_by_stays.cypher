// Of texts and UPRNs, the pairs that a stay ties.
UNWIND $rows AS row
MATCH (:Address {id: 'uprn:' + row[1]})<-[fact:LIVED_AT]-() WHERE fact.place = row[0] AND fact.tied = row[1]
RETURN DISTINCT row[0], row[1]
