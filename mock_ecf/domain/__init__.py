"""The rules of PACER and of the courts, without Flask and without SQL. Pure."""
