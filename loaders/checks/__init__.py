"""What is looked at in every format alike: ids, births, adoptions, authorities, lengths, and what cannot be."""
