coalesce(«left» <= $«right», false)
