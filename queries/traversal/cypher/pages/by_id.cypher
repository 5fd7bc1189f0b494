COLLECT { «reach»
  ORDER BY «place» LIMIT $«limit»
  RETURN [«columns»] }
