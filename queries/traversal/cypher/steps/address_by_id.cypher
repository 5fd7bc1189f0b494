// An address where somebody is known to have lived.
MATCH («to»:Address {id: $«name»})
WHERE EXISTS { MATCH («to»)<-[stay:LIVED_AT]-(:Person) WHERE visible_tie(stay) }
WITH «to»
