"""A strict stand-in for a Qdrant server: real HTTP on 127.0.0.1, and Qdrant's own Rust core behind it."""
