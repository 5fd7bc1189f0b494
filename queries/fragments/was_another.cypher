// Whether somebody is one person today who by $known_at was not yet: nobody, where that is today.
false
