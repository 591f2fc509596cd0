"""Each kind of page once: how to recognise it, read it and act on it, by what a user sees."""
