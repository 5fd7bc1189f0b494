"""How facts get into the graph: in whole batches, one writer at a time, the same graph whatever the order of loading.

`write_lock` lets one writer in at a time; `batch` writes facts with their edges and provenance, `changes` is what its arrival
changes of a fact's versions; `persons` writes records and who they are, `addresses` which address a stay was at; `removals` takes
away what a later whole extract no longer has, `undo` what an unfinished load has written.
"""
