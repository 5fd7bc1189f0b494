MATCH («to»:«label» {id: $«name»})
WHERE visible(«to»)
WITH «to»
