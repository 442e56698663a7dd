"""Documentation made with Sphinx that links to notes by name and title as well, without the
extension."""

import importlib.util

assert importlib.util.find_spec("eventnotes") is None

project = "Documentation"
extensions = ["myst_parser", "sphinx.ext.intersphinx"]
intersphinx_mapping = {
    "notes": (
        "https://notes.example.org/en/latest/",
        "https://notes.example.org/en/latest/names.inv",
    ),
}
html_theme = "basic"
