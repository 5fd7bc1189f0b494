coalesce(«left» > $«right», false)
