// Not every engine stops at a page's end: one sorts all that are behind a cursor. So those up to an id nearby are asked for first, and
// all only where these do not fill the page.
COLLECT { WITH COLLECT { «nearby»
      WITH «to» ORDER BY «to».«key» LIMIT $«limit»
      RETURN «to».«key» } AS nearby
  UNWIND CASE WHEN size(nearby) >= $«limit» THEN nearby ELSE COLLECT { «reach»
      WITH «to» ORDER BY «to».«key» LIMIT $«limit»
      RETURN «to».«key» } END AS id
  MATCH («to»:«label» {«key»: id})
  WITH «to» ORDER BY «to».«key»
  RETURN [«columns»] }
