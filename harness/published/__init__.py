"""A court's published instructions held against its site: one line per sentence. Pure."""
