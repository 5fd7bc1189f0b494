coalesce(«left» >= $«right», false)
