"""From records and nodes to what a builder writes."""
