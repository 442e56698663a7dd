"""``python -m eventnotes``"""

from __future__ import annotations

import sys

from eventnotes.cli import main

if __name__ == "__main__":
    sys.exit(main())
