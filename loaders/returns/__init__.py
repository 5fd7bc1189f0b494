"""What tables of a local authority's returns have in common: lines of cells, the children in them, and the facts made of them."""
