"""Lists of people that can be read, and were perhaps meant otherwise: what to tell the author.

Nothing here changes what is read. What a form leaves open, the rest of the site may know: a name
that is an organisation's elsewhere, or that of a person.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from eventnotes.model.affiliations import is_org_form, is_role
from eventnotes.model.people import Mention, Name, person_id

_SEVERAL = re.compile(
    r"\s*[&＆/／]\s*|\s+(?:\+|and|und|et|og|och|with|mit|avec|con)\s+", re.IGNORECASE
)
_WHERE = re.compile(r"\s+[-–—|:@]\s+|:\s+|\s+(?:at|from|bei|chez)\s+|\s+(?=@\w)")
_AND_OTHERS = re.compile(r"[\s,]+(?:et\.? al|and others|u\.\s?a|и др)\.?\Z", re.IGNORECASE)

Known = Callable[[str], bool]


def misreadings(
    mentions: tuple[Mention, ...], is_org: Known, is_person: Known, is_described: Known
) -> Iterator[str]:
    """Yield what may be wrong in the people of one option, each with how to write it.

    :param is_org: tells whether something in the notes is an organisation of that name.
    :param is_person: tells whether a person in the notes has that id.
    :param is_described: tells whether the author has said something about an id, and so means it.
    """
    taken = False
    for at, mention in enumerate(mentions):
        before = mentions[at - 1] if at else None
        after = mentions[at + 1] if at + 1 < len(mentions) else None
        if taken or not mention.name:
            taken = False
        elif after is not None and _is_turned(mention, after, mentions, is_org, is_person):
            taken = True
            right = _written(f"{after.name} {mention.name}", after.org, after.role)
            said = f"{mention.name!r} and {after.name!r} are read as two people"
            yield f"{said}; if they are one, write {right!r}"
        else:
            said = "" if is_described(mention.id) else _of_name(mention, before, is_org)
            if not said and mention.org is not None and not is_described(mention.org.id):
                said = _of_brackets(mention, mention.org, is_org)
            yield from filter(None, [said])


def _is_turned(
    first: Mention,
    second: Mention,
    every: tuple[Mention, ...],
    is_org: Known,
    is_person: Known,
) -> bool:
    """Tell whether two are perhaps one, with the family name before a comma."""
    if first.id or first.org is not None or not second.name or _is_no_name(first.name, is_org):
        return False
    given, *others = second.name.split()
    if any(len(word.rstrip(".")) > 1 for word in others) or _is_no_name(second.name, is_org):
        return False
    if second.org is not None or is_person(person_id(f"{given} {first.name}")):
        return True
    return len(every) % 2 == 0 and not any(each.id or each.org for each in every)


def _is_no_name(text: str, is_org: Known) -> bool:
    return is_org(text) or is_org_form(text) or is_role(text)


def _of_name(mention: Mention, before: Mention | None, is_org: Known) -> str:
    """Return what may be wrong with a name itself, or nothing."""
    name, org, role = mention.name, mention.org, mention.role
    alone = org is None and not role
    as_one = f"{name!r} is read as the name of one person"
    others = _AND_OTHERS.search(name)
    if others:
        return f"{as_one}; write {_written(name[: others.start()], org, role)!r}"
    where = _WHERE.search(name)
    if alone and not mention.id and is_role(name):
        who = before.name if before is not None and before.name else "Name"
        return f"{name!r} is read as a person; as a role, write '{who} (Organisation, {name})'"
    if alone and (is_org(name) or (where is None and is_org_form(name))):
        return _as_org(name, before, is_org)
    if where is not None and where.start():
        head, tail = name[: where.start()], name[where.end() :].removeprefix("@")
        roles = (org.text if org is not None and is_role(org.text) else "", role)
        right = _written(head, Name("", tail), ", ".join(filter(None, roles)))
        return f"{as_one}; if {tail!r} is where they were, write {right!r}"
    parts = [part for part in _SEVERAL.split(name) if part]
    if len(parts) > 1 and alone and (is_org(parts[-1]) or is_org_form(parts[-1])):
        right = _written("; ".join(parts[:-1]), Name("", parts[-1]), "")
        return f"{as_one}; if {parts[-1]!r} is where they were, write {right!r}"
    if len(parts) > 1:
        right = "; ".join(_written(part, org, role) for part in parts)
        return f"{as_one}; if they are several, write {right!r}"
    return ""


def _as_org(name: str, before: Mention | None, is_org: Known) -> str:
    said = f"{name!r} is read as a person and may be an organisation"
    who = before.name if before is not None and before.org is None else ""
    if not who or _is_no_name(who, is_org):
        return f"{said}; write 'Name ({name})', or ':org: {name}' for a talk that names nobody"
    return f"{said}; write '{who} ({name})'"


def _of_brackets(mention: Mention, named: Name, is_org: Known) -> str:
    """Return what may be wrong with where somebody was from, or nothing."""
    org = named.text
    role, _, rest = mention.role.partition(", ")
    if not org or is_org_form(org):
        return ""
    said = f"{org!r} is read as the organisation"
    turned = _written(mention.name, Name("", role), ", ".join(filter(None, (org, rest))))
    if role and not is_role(role) and (is_role(org) or is_org(role) or is_org_form(role)):
        return f"{said} and {role!r} as the role; if it is the other way round, write {turned!r}"
    if is_role(org):
        roles = ", ".join(filter(None, (org, mention.role)))
        return f"{said}; if it is a role, write '{mention.name} (Organisation, {roles})'"
    return ""


def _written(name: str, org: Name | None, role: str) -> str:
    """Return somebody as they should be written."""
    where = (org.text or org.id) if org is not None else ""
    inside = ", ".join(filter(None, (where, role)))
    return f"{name} ({inside})" if inside else name
