"""Files -> pages -> articles -> passages."""
