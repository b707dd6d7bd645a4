"""Full-text search: what people type, which articles have it, and where it stands in them; no Textual."""
