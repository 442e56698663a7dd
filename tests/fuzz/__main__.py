"""Try random projects: ``python -m fuzz --pages 10000 --full 2000``.

Each failure is cut down to a page and a few lines, and printed as an entry for
``tests/fuzz/cases.json``.
"""

from __future__ import annotations

import argparse
import re
import sys
from time import monotonic

from fuzz.checks import Coverage, Failure, compare, examine
from fuzz.minimise import fewer_pages, stored, tidied
from fuzz.sites import Project, make_project

OTHERS = (
    *("singlehtml", "latex", "gettext", "epub", "xml", "man", "dirhtml", "texinfo", "pseudoxml"),
)
COMPARED = ("html", "text", "html", "dirhtml", "html", "singlehtml", "latex", "epub")


def main(arguments: list[str] | None = None) -> int:
    """Run; return how the program ends."""
    parser = argparse.ArgumentParser(prog="fuzz", description=__doc__)
    parser.add_argument("--pages", type=int, default=1000, help="how many pages are built")
    parser.add_argument("--full", type=int, help="how many are compared as well; a fifth")
    parser.add_argument("--seed", type=int, default=0, help="which pages; the same give the same")
    parser.add_argument("--size", type=int, default=40, help="pages of one project")
    parser.add_argument("--first", type=int, default=0, help="the number of the first project")
    parser.add_argument("--most", type=int, default=20, help="failures that are cut down")
    parser.add_argument("--skip", action="append", default=[], help="a kind only to be counted")
    chosen = parser.parse_args(arguments)
    full = chosen.pages // 5 if chosen.full is None else chosen.full
    coverage = Coverage()
    failures: dict[str, int] = {}
    begun = monotonic()
    total = -(-chosen.pages // chosen.size)
    for number in range(chosen.first, chosen.first + total):
        project = make_project(number, chosen.size, chosen.seed)
        for page in project.pages.values():
            coverage.pages[page.name] += 1
        builders = ("text", "html", OTHERS[number % len(OTHERS)])
        found = [(project, failure) for failure in examine(project, builders, coverage)]
        if coverage.compared < full:
            edited, builder = edit(project, number, chosen), COMPARED[number % len(COMPARED)]
            for failure in compare(project, edited, builder, coverage):
                if failure.kind in chosen.skip or len(failures) >= chosen.most:
                    found.append((project, failure))
                else:
                    found.append(fewer_pages(project, edited, failure, builder))
        for project, failure in found:
            if failure.kind in chosen.skip:
                failures[failure.kind] = failures.get(failure.kind, 0) + 1
            else:
                report(project, failure, failures, chosen.most, coverage)
        if number % 5 == 4:
            minutes = (monotonic() - begun) / 60
            print(
                f"{(number + 1 - chosen.first) * chosen.size} pages, {minutes:.1f} min", flush=True
            )
    summary(coverage, failures)
    return 1 if failures else 0


def edit(project: Project, number: int, chosen: argparse.Namespace) -> Project:
    """Return the project with two pages in the place of others."""
    other = make_project(number + 1_000_000, 3, chosen.seed)
    new = list(other.pages.values())[1:]
    names = list(project.pages)
    files = dict(project.files)
    pages = dict(project.pages)
    for at, page in enumerate(new):
        name = names[(number * 7 + at * 3) % len(names)]
        if name.endswith(page.suffix):
            files[name] = page.numbered(500 + at)
            pages[name] = page
    return Project(files, project.settings, pages)


def report(
    project: Project, failure: Failure, failures: dict[str, int], most: int, coverage: Coverage
) -> None:
    """Cut a failure down and print it, unless one of its cause is there already."""
    if failure.signature and failure.signature in failures:
        failures[failure.signature] += 1
        return
    small, failure, stock = tidied(project, failure, len(failures) < most)
    if stock:
        coverage.stock[failure.message.partition("\n")[0]] += 1
        return
    key = failure.signature or f"{failure.kind}: {_shape(small)}"
    failures[key] = failures.get(key, 0) + 1
    if failures[key] == 1:
        print(
            f"\n==== {failure.kind} {failure.pages}\n{failure.message[:400]}\n…\n"
            f"{failure.message[400:][-2500:]}\n----"
        )
        print(stored(small, failure), flush=True)


def _shape(project: Project) -> str:
    """Return a page's source without what makes its words its own."""
    return re.sub(r"\d+n\d+k", "", repr([project.files[name] for name in project.pages]))[:300]


def summary(coverage: Coverage, failures: dict[str, int]) -> None:
    """Print what was tried and what was found."""
    for title, counter in (
        ("pages", coverage.pages),
        ("builds", coverage.builds),
        ("pages that rightly stop the build", coverage.stops),
        ("warnings", coverage.warnings),
        ("exceptions of Sphinx, docutils or MyST alone", coverage.stock),
    ):
        print(f"\n{title}: {sum(counter.values())}")
        for name, count in counter.most_common():
            print(f"  {count:7} {name}")
    print(f"\npages compared: {coverage.compared}")
    print(f"spoilt pages with private marks in code: {coverage.in_code}")
    print(f"failures: {len(failures)}")
    for name, count in failures.items():
        print(f"  {count:4} {name}")


if __name__ == "__main__":
    sys.exit(main())
