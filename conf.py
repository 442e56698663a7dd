"""Configuration of the notes' site. See the guide for what each setting does."""

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "_ext"))

project = "Field notes"
author = "The author"
project_copyright = "the author"
version = "0.1"

extensions = ["eventnotes.site", "look", "sphinx_design"]
primary_domain = "notes"

root_doc = "index"
exclude_patterns = [
    ".*",
    "_*",
    "bench",
    "build",
    "dist",
    "guide",
    "requirements",
    "templates",
    "tests",
    "tools",
    "venv",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "README.md",
]

myst_enable_extensions = ["colon_fence", "deflist", "fieldlist", "smartquotes"]
myst_heading_anchors = 3
suppress_warnings = ["toc.empty_glob"]  # there may be no event yet

eventnotes_photo_cache = "_build/photos"
eventnotes_socialcard_fonts = {
    "title": ["_static/fonts/sans.woff2", "_static/fonts/sans-ext.woff2"]
}

# Where the site is published: Read the Docs says so itself, everybody else in SITE_URL.
html_baseurl = os.environ.get("READTHEDOCS_CANONICAL_URL") or os.environ.get("SITE_URL", "")
html_theme = "furo"
html_title = project
html_static_path = ["_static"]
html_css_files = ["site.css"]
html_js_files = [("look.js", {"defer": "defer"})]
html_favicon = "_static/star.svg"
templates_path = ["_templates"]
pygments_style = "look.Day"
pygments_dark_style = "look.Night"  # furo's own setting
html_copy_source = False
html_show_sphinx = False
html_use_index = False

latex_engine = "xelatex"
latex_show_urls = "footnote"
epub_show_urls = "no"
# A reader's device brings its own fonts.
epub_exclude_files = [
    f"_static/fonts/{p.name}" for p in Path(__file__).parent.glob("_static/fonts/*")
]
