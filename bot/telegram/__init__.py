"""python-telegram-bot at the edge: updates in, messages out."""
