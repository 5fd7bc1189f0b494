coalesce(«left» IN $«right», false)
