"""What pages show, as plain values: functions from what was noted to trees of frozen tuples.

A view names no format: no docutils node, no address, no builder, no setting. Renderers write its
tree down, and its hash tells whether a page has to be written again. Neither Sphinx nor docutils
is imported here.
"""
