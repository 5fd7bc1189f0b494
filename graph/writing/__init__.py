"""How facts get into the graph: in whole batches, one writer at a time, the same graph whatever the order of loading.

`turn` says whose turn it is; `batch` writes facts with their edges and provenance; `people` the records and who they are;
`places` which address a stay was at; `removals` what a later whole extract no longer has.
"""
