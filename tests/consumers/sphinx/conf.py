"""Documentation made with Sphinx that links to notes by id, and has no extension for them."""

import importlib.util

assert importlib.util.find_spec("eventnotes") is None

project = "Documentation"
extensions = ["myst_parser", "sphinx.ext.intersphinx"]
intersphinx_mapping = {"notes": ("https://notes.example.org/en/latest/", None)}
html_theme = "basic"
