"""Every face that people see: command line, terminal chat, Telegram."""
