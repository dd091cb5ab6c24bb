"""Query -> Hits: the one BM25 scorer, and the engines that bring it candidates."""
