((«left» IS NOT NULL) = $«right»)
