"""Command line of the benchmark: ``python -m bench`` from the repository's root."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Sequence
from contextlib import nullcontext
from pathlib import Path

from bench import corpus, generate, report
from bench.build import BuildError
from bench.generate import Event
from bench.measure import Results, measure, warm_up
from bench.profiling import profile
from bench.sites import FORMS, Form, Site


def main(argv: Sequence[str] | None = None) -> int:
    """Run the benchmark; 0 whatever the ratios are, 1 if a build fails or lacks something."""
    options = _parser().parse_args(argv)
    if not options.talks:
        options.talks = [1000] if options.corpus is None else [sys.maxsize]
    folder = nullcontext(options.keep) if options.keep else tempfile.TemporaryDirectory()
    try:
        with folder as name:
            root = Path(name).resolve() / "eventnotes-bench"
            if options.profile:
                for events in _events(options).values():
                    profile(_write_sites(root, events, [options.profile])[options.profile])
                return 0
            _compare(root, options)
    except BuildError as error:
        print(f"bench: {error}", file=sys.stderr)
        return 1
    print(f"Machine: {report.machine()}")
    return 0


def _parser() -> argparse.ArgumentParser:
    """The options."""
    parser = argparse.ArgumentParser(
        prog="python -m bench", description="What do cards and lists cost?"
    )
    parser.add_argument(
        "-n",
        "--talks",
        type=_count,
        nargs="+",
        default=[],
        metavar="N",
        help="talks of the site; several numbers for several sites, and for the growth of a talk's"
        " cost from the smallest to the largest (default: 1000, or all of a corpus)",
    )
    parser.add_argument(
        "--corpus",
        type=Path,
        metavar="FOLDER",
        help="a site of real talks instead of a random one: a folder of pyvideo's JSON, as in"
        " https://github.com/pyvideo/data",
    )
    parser.add_argument(
        "--forms",
        type=_forms,
        default=FORMS,
        metavar="F,F",
        help="forms of the site, joined by commas: the ratios are those of the others to the last;"
        f" one alone has times only (default: {','.join(FORMS)})",
    )
    parser.add_argument(
        "--rounds", type=_count, default=3, metavar="N", help="clean builds of each (default: 3)"
    )
    parser.add_argument(
        "--jobs",
        type=lambda text: [_count(part) for part in text.split(",")],
        default=[1, 2],
        metavar="J,J",
        help="values of -j, joined by commas (default: 1,2)",
    )
    parser.add_argument(
        "--seed", type=int, default=1, metavar="N", help="of the random site (default: 1)"
    )
    parser.add_argument(
        "--keep", type=Path, metavar="DIR", help="leave the sites and what was built in DIR"
    )
    parser.add_argument(
        "--no-warmup",
        dest="warmup",
        action="store_false",
        help="measure at once, without a clean build of the smallest site in each form that also"
        " compiles the modules",
    )
    parser.add_argument(
        "--profile",
        choices=FORMS,
        help="instead of measuring: one clean build under cProfile, its most expensive functions",
    )
    return parser


def _count(text: str) -> int:
    """A whole number from 1."""
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"not a whole number from 1: {text!r}")
    return int(text)


def _forms(text: str) -> tuple[Form, ...]:
    """Names of forms joined by commas, in the order of `FORMS`."""
    names = text.split(",")
    for name in names:
        if name not in FORMS:
            raise argparse.ArgumentTypeError(f"not one of {', '.join(FORMS)}: {name!r}")
    return tuple(form for form in FORMS if form in names)


def _compare(root: Path, options: argparse.Namespace) -> None:
    """Measure each site with each ``-j`` and print the tables."""
    found = _events(options)
    numbers = sorted(found)
    sites = {talks: _write_sites(root, found[talks], options.forms) for talks in numbers}
    least, most = numbers[0], numbers[-1]
    if options.warmup:
        warm_up(sites[least])
    results: dict[int, list[Results]] = {jobs: [] for jobs in options.jobs}
    for talks in numbers:
        for jobs in results:
            small = sites[least] if talks == most > least else None
            measured = measure(talks, sites[talks], jobs, options.rounds, small)
            results[jobs].append(measured)
            print(report.tables(measured), end="\n\n", flush=True)
            if measured.largest:
                print(report.largest_page(measured), end="\n\n", flush=True)
    if most > least:
        for series in results.values():
            print(report.growth(series), end="\n\n", flush=True)


def _events(options: argparse.Namespace) -> dict[int, tuple[Event, ...]]:
    """The events of each site by its number of talks."""
    found = {}
    for talks in options.talks:
        if options.corpus is None:
            events = generate.site(talks, options.seed)
        else:
            events = corpus.read(options.corpus, talks)
        found[sum(len(event.talks) for event in events)] = events
    return found


def _write_sites(root: Path, events: tuple[Event, ...], forms: Sequence[Form]) -> dict[Form, Site]:
    """Write the *forms* of one site."""
    talks = sum(len(event.talks) for event in events)
    sites = {form: Site(form, root / str(talks) / form, events) for form in forms}
    for site in sites.values():
        site.write()
    return sites


if __name__ == "__main__":
    sys.exit(main())
