"""wenbao's core: pages to articles to passages, and questions to cited answers. Knows no chat platform."""
