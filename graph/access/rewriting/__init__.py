"""A text of Cypher with the conditions of somebody's rights beside every node and edge that it reads."""
