(coalesce(«to».«day», $first_day) < $«on» OR (coalesce(«to».«day», $first_day) = $«on» AND «to».id > $«id»))
