"""Configuration of the notes' site. See the guide for what each setting does."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "_ext"))

project = "Field notes"
author = "The author"
project_copyright = "the author"
version = "0.1"

extensions = ["eventnotes", "guide", "sphinx_design"]
primary_domain = "notes"

root_doc = "index"
exclude_patterns = [
    ".*",
    "_*",
    "bench",
    "build",
    "dist",
    "requirements",
    "tests",
    "tools",
    "venv",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "README.md",
]

myst_enable_extensions = ["colon_fence", "deflist", "fieldlist", "smartquotes"]
myst_heading_anchors = 3

eventnotes_photo_cache = "_build/photos"

html_theme = "furo"
html_title = project
html_static_path = ["_static"]
html_css_files = ["site.css"]
html_theme_options = {
    "light_css_variables": {
        "color-background-primary": "#fbfbfd",
        "color-background-secondary": "#f2f3f8",
        "color-background-border": "#dfe1ec",
        "color-foreground-primary": "#23273d",
        "color-foreground-secondary": "#4c5270",
        "color-foreground-muted": "#646b8c",
        "color-link": "#2e5aac",
        "color-link--visited": "#2e5aac",
        "color-brand-primary": "#2e5aac",
        "color-brand-content": "#2e5aac",
    },
    "dark_css_variables": {
        "color-background-primary": "#16161e",
        "color-background-secondary": "#1c1d2a",
        "color-background-border": "#30334a",
        "color-foreground-primary": "#d5daf2",
        "color-foreground-secondary": "#aab1d6",
        "color-foreground-muted": "#8f97bf",
        "color-link": "#8fb2ff",
        "color-link--visited": "#8fb2ff",
        "color-brand-primary": "#8fb2ff",
        "color-brand-content": "#8fb2ff",
    },
}
html_copy_source = False
html_show_sphinx = False
html_use_index = False

latex_engine = "xelatex"
latex_show_urls = "footnote"
epub_show_urls = "no"
