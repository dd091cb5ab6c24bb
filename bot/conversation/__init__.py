"""A turn of talk without any chat platform: Incoming -> [Outgoing]."""
