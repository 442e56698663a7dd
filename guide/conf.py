"""Configuration of the guide, a site of its own beside the notes' (``make guide``)."""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "_ext"))

project = "Guide to eventnotes"
author = "The eventnotes authors"
project_copyright = "the eventnotes authors"
version = "0.1"

extensions = ["eventnotes.site", "guide", "look"]
primary_domain = "notes"

root_doc = "index"
exclude_patterns = [".*", "_*"]

myst_enable_extensions = ["colon_fence", "deflist", "fieldlist", "smartquotes"]
myst_heading_anchors = 3

eventnotes_photo_cache = "../_build/photos"

# Where the guide is published, if it is.
html_baseurl = os.environ.get("READTHEDOCS_CANONICAL_URL") or os.environ.get("SITE_URL", "")
html_theme = "furo"
html_title = project
html_static_path = ["../_static"]
html_css_files = ["site.css"]
html_js_files = [("look.js", {"defer": "defer"})]
html_favicon = "../_static/star.svg"
templates_path = ["../_templates"]
pygments_style = "look.Day"
pygments_dark_style = "look.Night"  # furo's own setting
html_copy_source = False
html_show_sphinx = False
html_use_index = False

latex_engine = "xelatex"
latex_show_urls = "footnote"
epub_show_urls = "no"
# A reader's device brings its own fonts.
epub_exclude_files = [f"_static/fonts/{p.name}" for p in ROOT.glob("_static/fonts/*")]
