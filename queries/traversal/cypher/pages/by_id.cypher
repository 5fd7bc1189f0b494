COLLECT { «reach»
  ORDER BY «to».«key» LIMIT $«limit»
  RETURN [«columns»] }
