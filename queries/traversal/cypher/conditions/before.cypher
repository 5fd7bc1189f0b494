coalesce(«left» < $«right», false)
