"""A strict stand-in for Telegram's Bot API, over real HTTP on 127.0.0.1. Start at server.py.

It keeps Telegram's limits, refuses what Telegram refuses, in Telegram's words, delivers to a group
only what privacy mode lets through, and counts what Telegram suffers in silence as a violation.
"""
