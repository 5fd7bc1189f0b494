«records»
UNION ALL
«homes»
UNION ALL
«ties»
