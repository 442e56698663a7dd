"""From an author's text to nodes and records: directives, roles and the transforms after them."""
