COLLECT { «reach»
  ORDER BY coalesce(«to».«day», $first_day), «to».id LIMIT $«limit»
  RETURN [«columns»] }
