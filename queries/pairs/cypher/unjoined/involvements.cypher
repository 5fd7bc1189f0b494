// Involvements that are about them.
COLLECT { MATCH (other)<-[about:ABOUT]-(i:Involvement) WHERE visible(i) RETURN [about_id(other), involvement_row(i)] }
