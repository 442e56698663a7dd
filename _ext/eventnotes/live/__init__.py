"""The site while it is written: built again on each save, shown on this computer alone.

One process watches the sources (``watch``) and has each build done by a fork of itself (``build``),
so that nothing need be imported again and nothing of a build stays. Another one serves the pages
(``serve``). ``standing`` keeps the warnings of all pages that still have one.
"""
