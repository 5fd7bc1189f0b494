coalesce(«left» = $«right», false)
