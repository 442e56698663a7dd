"""Holds the pages of built sites against the HTML standard, with the Nu checker.

``python -m tools.valid_html FOLDER…`` prints each error. Without Java, or without the checker,
which ``make tools`` brings, it says so and is content.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

CHECKER = Path(__file__).parents[1] / ".tools/node_modules/vnu-jar/build/dist/vnu.jar"


def what_is_missing() -> str:
    """Return what there would have to be; nothing where all is there."""
    if not CHECKER.exists():
        return "the Nu checker is not here; `make tools` installs it where there is npm"
    return "" if shutil.which("java") else "the Nu checker needs Java"


def errors(folders: Iterable[Path]) -> list[str]:
    """Return the errors in all pages in these folders, each with its page and line."""
    options = ("--errors-only", "--skip-non-html", "--format", "json", "--exit-zero-always")
    names = [str(folder.resolve()) for folder in folders]
    run = subprocess.run(
        ["java", "-jar", str(CHECKER), *options, *names], capture_output=True, check=False
    )
    try:
        found = json.loads(run.stderr)["messages"]
    except ValueError:
        raise RuntimeError(run.stderr.decode("utf-8", "replace")) from None
    return sorted(
        f"{each['url'].removeprefix('file:')}:{each.get('lastLine', 0)}: {each['message']}"
        f" ({each.get('extract', '').strip()})"
        for each in found
    )


def main() -> int:
    """Print the errors in the folders of the command line; return 1 if there are any."""
    if missing := what_is_missing():
        print(f"Not held against the HTML standard: {missing}.")
        return 0
    found = errors(map(Path, sys.argv[1:]))
    print("\n".join(found) or "No page has an error of HTML.")
    return int(bool(found))


if __name__ == "__main__":
    raise SystemExit(main())
