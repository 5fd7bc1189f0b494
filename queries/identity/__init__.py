"""Who was one person through a lens of an earlier day: docs/model.md, "Identity through the lens"."""
