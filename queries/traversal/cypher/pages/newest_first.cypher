COLLECT { «reach»
  ORDER BY coalesce(«to».«day», $first_day) DESC, «to».id LIMIT $«limit»
  RETURN [«columns»] }
