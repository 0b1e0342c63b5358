"""How Sphinx builds the documents: ``sphinx-build -W --keep-going docs build/docs``."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "_ext"))

from budgetperf import __version__

project = "budgetperf"
author = "The budgetperf maintainers"
version = release = __version__
language = "zh_CN"

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon", "budgetperf_docs"]
source_suffix = {".md": "markdown"}
exclude_patterns = ["_ext", "_templates"]
templates_path = ["_templates"]

myst_heading_anchors = 4

# A value is made by keyword, and its docstring says what each field is; the signature would say it again.
autodoc_typehints = "signature"
autodoc_typehints_format = "short"
autodoc_class_signature = "separated"
# A schema is a default by its name; written out it would fill the page.
autodoc_preserve_defaults = True
autodoc_default_options = {"exclude-members": "__init__, __new__"}
napoleon_use_ivar = True
napoleon_use_rtype = False
python_use_unqualified_type_names = True

html_theme = "furo"
html_title = f"budgetperf {release}"
html_static_path = ["_static"]
html_css_files = ["pages.css"]
html_show_sphinx = False
html_copy_source = False
html_show_copyright = False
# An excerpt would have to be fetched, which a page that is opened from a disk may not.
html_show_search_summary = False
html_search_scorer = str(Path(__file__).parent / "_ext" / "search_order.js")
html_sidebars = {
    "**": [
        "sidebar/brand.html",
        "sidebar/language.html",
        "sidebar/search.html",
        "sidebar/scroll-start.html",
        "sidebar/navigation.html",
        "sidebar/scroll-end.html",
    ]
}
