"""Going from one thing to the next through the lens: what each kind of thing has, and one Cypher text for all that is wanted.

`kinds` declares what there is; a `Row` (`rows`) gathers what is wanted of it, however deep; `reading` asks the store once.
"""
