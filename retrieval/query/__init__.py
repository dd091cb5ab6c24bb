"""Question -> Query."""
