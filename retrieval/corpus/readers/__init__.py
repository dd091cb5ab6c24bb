"""Files of every kind -> SourceText: one reader a format, chosen by content."""
