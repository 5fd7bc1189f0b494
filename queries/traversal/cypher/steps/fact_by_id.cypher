MATCH («to»:«label» {id: $«name»})
WHERE «to».version >= $first_day AND visible(«to»)
WITH «to»
