"""What there is to note: each kind of object with its fields, in one module for each.

A field is stated once: how it is read, what lists offer of it, what it means. The directives, their
options, the lists and the guide's tables go by it; fields that other extensions add stand beside
the built-in ones. Nothing here knows Sphinx, docutils or what any of it looks like.
"""
