// Where somebody has lived. A place that is known as a text may have its stays at a property with a number: those that spell it so.
(EXISTS { MATCH (fact)<-[:LIVED_AT]-(:Person) }
 OR EXISTS { UNWIND [uprn IN coalesce(fact.uprns, []) | 'uprn:' + uprn] AS rights_key«number»
   MATCH (:Address {id: rights_key«number»})<-[rights_stay«number»:LIVED_AT]-(:Person)
   WHERE 'text:' + rights_stay«number».place = fact.id })
