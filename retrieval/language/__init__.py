"""What corpus, query and answer share: normalising, tokens, sentences, dates, names, numbers."""
