"""A turn of talk without any chat platform: ``Incoming -> [Outgoing]``. Start at conversation.py.

access.py decides who is served, asking.py answers, cards.py shows; every word that people read
stands in texts_zh.py and texts_en.py; html.py is the only place where markup is made.
"""
