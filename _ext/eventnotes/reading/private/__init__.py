"""Private words while pages are read: what cuts them, and what looks for those left over."""
