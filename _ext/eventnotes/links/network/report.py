"""The report at the end of a run, for people: what needs their attention, and where it is cited."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from urllib.parse import urlsplit

from eventnotes.links.network.outcomes import Verdict
from eventnotes.links.network.run import Look, Result
from eventnotes.links.network.targets import Target
from eventnotes.model.addresses import NOT_PUBLIC
from eventnotes.model.lock import Known


def of_run(result: Result, targets: Sequence[Target], entries: Mapping[str, Known]) -> str:
    """Return what a run found out.

    :param entries: what the lock file holds after it.
    """
    looks = result.looks
    sections = [
        ("Died", (_item(look.target, look.after) for look in looks if has_died(look))),
        ("Moved", (_item(look.target, None, said) for look in looks if (said := _moved(look)))),
        (
            "Changed its title",
            (_item(look.target, None, said) for look in looks if (said := _renamed(look))),
        ),
        ("Failing", (_item(look.target, look.after) for look in looks if _is_failing(look))),
        (
            "Not checked",
            (
                _item(look.target, None, look.finding.status)
                for look in looks
                if look.finding.verdict in (Verdict.UNCHECKED, Verdict.UNASKED)
            ),
        ),
        ("Not public, not asked", _not_public(targets, entries, looks)),
        ("Copy made", (_item(target, entries.get(target.key)) for target in result.saved)),
        ("No copy made", (_item(target, None, reason) for target, reason in result.refused)),
        ("Not cited any more, taken out of the file", ([key] for key in result.dropped)),
    ]
    asked = [look for look in looks if look.finding.verdict is not Verdict.UNASKED]
    alive = sum(look.finding.verdict is Verdict.ALIVE for look in asked)
    counts = f"{_links(len(targets))} cited, {len(asked)} asked for: {alive} alive"
    for verdict in (Verdict.FAILED, Verdict.UNCHECKED, Verdict.NOT_PUBLIC):
        if number := sum(look.finding.verdict is verdict for look in looks):
            counts += f", {number} {verdict.value}"
    if result.no_lookups:
        counts += f"\nNot all copies could be looked for in the archive: {result.no_lookups}"
    return _report(counts, sections)


def of_file(targets: Sequence[Target], entries: Mapping[str, Known]) -> str:
    """Return what the lock file says of what is cited, without asking anybody."""
    known = [(target, entries[target.key]) for target in targets if target.key in entries]
    cited = {target.key for target in targets}
    sections = [
        ("Dead", (_item(target, one) for target, one in known if one.dead)),
        ("Failing", (_item(target, one) for target, one in known if one.failures and not one.dead)),
        (
            "Not checked",
            (
                _item(target, one)
                for target, one in known
                if not one.failures and not _alive(one) and one.status != NOT_PUBLIC
            ),
        ),
        ("Not public, not asked", _not_public(targets, entries, ())),
        ("Moved", (_item(target, None, f"to {one.final}") for target, one in known if one.final)),
        ("Never asked for", (_item(each) for each in targets if each.key not in entries)),
        ("Not cited any more", ([key] for key in sorted(entries) if key not in cited)),
    ]
    alive = sum(_alive(one) for _, one in known)
    counts = f"{_links(len(targets))} cited, {len(known)} known: {alive} alive when last asked for"
    return _report(counts, sections)


def has_died(look: Look) -> bool:
    """Tell whether this run was the one after which a link counts as dead."""
    before = look.before is not None and look.before.dead
    return look.after is not None and look.after.dead and not before


def _alive(known: Known) -> bool:
    return bool(known.alive) and known.alive == known.checked


def _is_failing(look: Look) -> bool:
    failed = look.finding.verdict is Verdict.FAILED
    return failed and not has_died(look)


def _moved(look: Look) -> str:
    before = look.before.final if look.before is not None else ""
    after = look.after.final if look.after is not None else ""
    if not after or before == after:
        return ""
    return f"from {before} to {after}" if before else f"to {after}"


def _not_public(
    targets: Iterable[Target], entries: Mapping[str, Known], looks: Iterable[Look]
) -> Iterator[list[str]]:
    """Yield what to say of each link that leads to an address inside, asked now or before."""
    now = {look.target.key: look.finding for look in looks}
    for target in targets:
        finding = now.get(target.key)
        if finding is None:
            inside = target.key in entries and entries[target.key].status == NOT_PUBLIC
        else:
            inside = finding.verdict is Verdict.NOT_PUBLIC
        if inside:
            end = finding.final if finding is not None and finding.final else target.url
            to = f"leads to {end}: " if end != target.url else ""
            host = urlsplit(end).hostname
            yield _item(
                target, None, f"{to}if it may be asked, name {host} in eventnotes_links_hosts"
            )


def _renamed(look: Look) -> str:
    if look.before is None or look.after is None or not look.before.title:
        return ""
    before, after = look.before.title, look.after.title
    return f"from “{before}” to “{after}”" if after and before != after else ""


def _item(target: Target, known: Known | None = None, said: str = "") -> list[str]:
    """Return the lines about one link: what is it, what is the matter, who cites it."""
    title = target.title or (known.title if known is not None else "")
    lines = [f"{target.url}  “{title}”" if title else target.url]
    if said:
        lines.append(said)
    if known is not None:
        lines += _history(known)
    return lines + [f"cited in {place}" for place in target.places]


def _history(known: Known) -> Iterator[str]:
    if known.failures:
        times = f"{known.failures} failed run{'s' if known.failures > 1 else ''}"
        dead = ", counts as dead" if known.dead else ""
        yield f"{known.status}: {times} since {known.failing}{dead}"
    elif known.status and not _alive(known):
        yield f"{known.status} on {known.checked}"
    if known.alive and known.alive != known.checked:
        yield f"last seen alive on {known.alive}"
    if known.archive is not None:
        yield f"copy of {known.archive.date}: {known.archive.url}"


def _report(counts: str, sections: Iterable[tuple[str, Iterable[list[str]]]]) -> str:
    blocks = [[counts]]
    for heading, found in sections:
        items = list(found)
        if items:
            lines = chain.from_iterable(
                [f"  {first}", *(f"    {line}" for line in rest)] for first, *rest in items
            )
            blocks.append([f"{heading} ({len(items)})", *lines])
    return "\n\n".join("\n".join(block) for block in blocks)


def _links(number: int) -> str:
    return f"{number} link{'' if number == 1 else 's'}"
