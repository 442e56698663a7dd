"""Everything that opens a connection: what the network says of the links that pages cite.

Nothing outside this room imports it but the command line, and that only when ``links`` runs, so
that a build needs neither the network nor the libraries that speak to it.
"""
