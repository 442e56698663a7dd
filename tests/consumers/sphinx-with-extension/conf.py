"""Documentation made with Sphinx that links to notes, with the extension and a talk of its own."""

project = "Documentation"
extensions = ["myst_parser", "sphinx.ext.intersphinx", "eventnotes"]
intersphinx_mapping = {"notes": ("https://notes.example.org/en/latest/", None)}
html_theme = "basic"
