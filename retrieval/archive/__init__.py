"""What the corpus knows as facts: who attended what, timelines, quote check."""
