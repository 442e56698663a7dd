"""Who speaks, as people write it: in a heading, on the line below it, or behind a label.

What is a name can only be guessed: two to five words that begin with capitals, none of which is a
word of titles. One that is taken is said in the report; what is in doubt stays where it was.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from eventnotes.importing import when
from eventnotes.importing.draft import person, with_beside
from eventnotes.model.affiliations import is_org_form, is_role

_SMALL = "al bin da de del della den der di do dos du el ibn la le ten ter van von y zu"
_PARTICLES = frozenset(_SMALL.split())
_HONORIFICS = frozenset(("dr", "prof", "sir", "mr", "ms", "mrs"))
_WORD = re.compile(r"(?:(?:[^\W\d_]\.)+|[^\W\d_]+(?:[’'-][^\W\d_]+)*\.?)\Z")
_CAMEL = re.compile(r"[a-z](?<!\bMc)(?<!\bMac)(?<!\bDe)(?<!\bDi)(?<!\bDu)(?<!\bLa)(?<!\bLe)[A-Z]")
"""A word such as CommonMark, which is no name as McDonald is."""
_OF_TITLES = """
    a about abstract access accessible acknowledgements acknowledgments advanced advice
    after again agenda agent agentic agents agreement agreements ai all amazon an analysis
    and angular announcements answer answers apache api app application applications apps
    april architecture are art as async at attack attacks audience august authentication
    author authors automated automation aws azure back backend basics be beginner beginners
    behind best better between beyond big bigger blog book booth break breakfast bridge
    browser build building built business but by can case certificate change chat cheat city
    class classic client clients closing cloud cluster code coffee committee common
    community company comparison compatibility compiler compilers computer computing
    concepts conclusion conclusions conf conference configuration considered container
    containers content contents continuous contributing contributor contributors controllers
    copyright core course credits culture data database databases day days dead dear
    debugging december deep default definition delivery demo demos dependencies deploy
    deploying deployment design designing detection developer developers development devops
    digital dinner discussion distributed dive django do docker docs does driven dynamic
    early easy edge edition effective embedded end engine engineering engineers enterprise
    error errors evaluation evening event events evolution examples exercise experience expo
    extension extensions fast faster feature features february feedback file files final
    first five fixing flask flow for forms foundation foundations framework frameworks free
    friday friends from front frontend full fun function functional fundamentals further
    future game games gen general generation getting git global go good google grafana great
    group guide hack hacking hallway hands hard hardware harmful hat hello help hidden high
    history home how human i ibm idea ideas impact implementation improving in industrial
    industry infrastructure innovation inside insights installation integration intelligence
    interactive interface internals internet into intro introducing introduction is it
    january java javascript job jobs journey july june just kafka kernel kernels key keynote
    keynotes kubernetes lab labs language languages large last later latest launch layer
    lead learn learned learning lessons level licence license lightning like limits links
    linux list live llm llms local logging long low lunch machine main maintenance make
    making management managing many map market media meet meeting meetup memory message
    messaging meta methods metrics microservices microsoft migration mobile mode model
    modeling models modern module modules monday monitoring monolith more morning most my
    native near needs network networking new news next night no node not notes november now
    nvidia object october of on one online open opening operations operator optimization
    options or oracle organizers other our out over overview own package packages page pain
    panel part party patterns people performance personal photos pipeline pipelines pitfalls
    plan planning platform platforms point points pollution post postgres power practical
    practice practices prerequisites presentation presentations preview privacy problem
    problems process processing product production program programming project projects
    public python q qa quality query question questions quick quiz rails react real reality
    recap recommendations recording red refactoring references registration release
    requirements research resources responsible rest results retrieval review right road
    roadmap robot robotics room round ruby rules running rust safe safety saturday scale
    scaling schedule science scientific search second secrets secure security selection self
    september server serverless service services session sessions setting setup shift show
    shows side simple site sites skills slides small smart social software solutions some
    source space spark speaker speakers speed spring sprint sprints stack standard standards
    start state static step steps storage stories story strategy stream streaming strings
    structure structures studio study style summary summit sunday supply support swarm swift
    system systems table tags takeaway takeaways tale tales talk talks team teams tech
    technical technologies technology terms test testing tests text thanks the their then
    theory there things thinking third this thoughts three through thursday time timestamps
    tips to today todo tomorrow tool tooling tools topics tour track tracks training
    transformation transforming tricks troubleshooting trust truth tuesday tutorial two
    types ui under understanding unit university unleashing update updates usage use user
    users using ux validation value version very video view virtual vision vs vue wasm way
    we web wednesday welcome what when where which why wild will with without words work
    workflow workflows working workshop workshops world wrap write writing wrong year yes
    you your zero
"""
_NO_NAME = frozenset(_OF_TITLES.split())
_ROLE = re.compile(
    r"\b(?:chief|dir|eng|exec|staff|head|lead|founder|cto|ceo|cio|gm|vp|svp|evp|owner|partner|prof"
    r"|student|devrel|sre|pm)\b",
    re.IGNORECASE,
)
"""Roles in short, and such as are one in notes; :func:`is_role` knows the others."""
_DASH = re.compile(r"\s+(?:-{1,3}|–|—|\|)\s+|\s*\|\s*")
_JOIN = re.compile(r"\s*(?:,|;|/|&|\band\b|\bund\b|\bet\b|\+)\s*")
_BRACKET = re.compile(r"\s*[(\[](?P<in>[^()\[\]]*)[)\]]\s*\Z")
_BY = re.compile(r"\A(?P<title>.+?)[,:]?\s+(?:by|By|BY)\s+(?P<who>\S.*)\Z")
_HANDLE = re.compile(r"\(?(?<!\w)@\w+\)?")
_PRONOUNS = re.compile(r"\(?\b(?:she|he|they)/(?:her|him|them)(?:/\w+)?\b\)?", re.IGNORECASE)


def says_role(text: str) -> bool:
    """Tell whether *text* says what somebody does, also in short."""
    return is_role(text) or _ROLE.search(text) is not None


def is_name(text: str) -> bool:
    """Tell whether *text* looks like the name of one person."""
    words = text.split()
    if not 2 <= len(words) <= 5 or len(text) > 60:
        return False
    capitals = 0
    for at, word in enumerate(words):
        if not _WORD.match(word) or _CAMEL.search(word):
            return False
        low = word.rstrip(".").casefold()
        if low in _PARTICLES and at:
            continue
        if word[0].islower():
            return False
        if low in _NO_NAME or (word.isupper() and len(word.rstrip(".")) > 2):
            return False
        capitals += low not in _HONORIFICS
    return capitals >= 2


def names(text: str) -> list[str]:
    """Return the names in *text* if it is nothing but names of people, else nothing."""
    found = [piece.strip() for piece in _JOIN.split(text.strip()) if piece.strip()]
    return found if found and all(is_name(piece) for piece in found) else []


@dataclass
class Who:
    """What a heading or a line says of a talk."""

    title: str = ""
    """What is left as the title."""
    people: list[str] = field(default_factory=list)
    """As a page names them."""
    event: str = ""
    """The event that a heading names at its end."""
    doubts: list[str] = field(default_factory=list)
    """What an author should look at."""
    how: str = ""
    """What in the heading told."""
    dropped: list[str] = field(default_factory=list)
    """What stands nowhere any more."""


def in_heading(text: str) -> Who:
    """Return who speaks by a heading, and what is left of it as the title."""
    who = Who(text)
    if bare := " ".join(_PRONOUNS.sub("", _HANDLE.sub("", text)).split()):
        who.dropped = [m[0] for m in (*_HANDLE.finditer(text), *_PRONOUNS.finditer(text))]
    bracket = _BRACKET.search(bare)
    inside = bracket["in"].strip() if bracket else ""
    outside = bare[: bracket.start()].strip() if bracket else ""
    named = is_name(outside) or _names_someone(outside)
    if bracket and inside and not named and (people := _people(_DASH.split(inside))):
        return _found(who, outside, people, "brackets")
    pieces = [piece.strip(" -–—|") for piece in _DASH.split(bare)]
    pieces = [piece for piece in pieces if piece]
    if len(pieces) > 1 and (found := _in_pieces(pieces, who, piped="|" in bare)):
        return found
    if by := _BY.match(bare):
        people = _people(re.split(r"\s*,\s*", by["who"], maxsplit=1)) or _listed(by["who"])
        if people:
            return _found(who, by["title"], people, "by")
    commas = [piece.strip() for piece in bare.split(",")]
    if len(commas) == 3 and is_name(commas[0]) and says_role(commas[1]):
        return _found(who, text, [person(commas[0], commas[2], commas[1])], "commas", keep=True)
    if bracket and is_name(outside) and (is_org_form(inside) or says_role(inside)):
        who.doubts.append(f"{inside!r} may be where {outside} works, or a nickname")
        return _found(who, text, [outside], "brackets", keep=True)
    if len(commas) == 2 and is_name(commas[0]) and says_role(commas[1]):
        return _found(who, text, [commas[0]], "commas", keep=True)
    return Who(text)


def _names_someone(text: str) -> bool:
    """Tell whether somebody is named at an end of a heading: what stands in brackets behind it is
    then where they work, even if it could be a name.
    """
    by, pieces = _BY.match(text), _DASH.split(text)
    before, colon, _ = text.partition(":")
    ends = [pieces[0], pieces[-1]] if len(pieces) > 1 else []
    return any(names(end) for end in (*ends, by["who"] if by else "", before if colon else ""))


def _found(who: Who, title: str, people: list[str], how: str, *, keep: bool = False) -> Who:
    if len(people) == 1 and who.dropped:
        people = [with_beside(people[0], [part.strip("()") for part in who.dropped])]
        who.dropped = []
    who.people, who.how = people, f"a heading with {how}"
    if keep:
        who.dropped = []
    else:
        who.title = title.strip(" ,;:-–—|")
    return who


def _in_pieces(pieces: list[str], who: Who, *, piped: bool) -> Who | None:
    """Return what the pieces of a heading between dashes or bars say."""
    last = len(pieces) - 1
    how = "|" if piped else "a dash"
    if last and when.year_in(pieces[-1]) and (people := _people(pieces[-2:-1])) and last > 1:
        who.event = pieces[-1]
        return _found(who, " - ".join(pieces[:-2]), people, how)
    if first := names(pieces[0]):
        if piped and last >= 2:  # Name | Org | Title
            people = [person(name, " ".join(pieces[1:-1])) for name in first]
            return _found(who, pieces[-1], people, how)
        if last == 2 and says_role(pieces[1]) and len(first) == 1:  # Name - Role - Org
            people = [person(first[0], pieces[2], pieces[1])]
            return _found(who, who.title, people, how, keep=True)
        if last == 1 and len(first) == 1 and says_role(pieces[1]) and "," in pieces[1]:
            people = [person(first[0], *_org_and_role(pieces[1]))]  # Name - Role, Org
            return _found(who, who.title, people, how, keep=True)
        if last == 1 and (other := names(pieces[1])) and not piped:
            return _found(who, pieces[0], other, how)  # "Quiet Waters - Ada Miller": title first
        if last == 1 and is_org_form(pieces[1]):
            return _found(who, who.title, [person(n, pieces[1]) for n in first], how, keep=True)
        who.doubts.append(f"{pieces[-1]!r} may be a title, or where {', '.join(first)} works")
        return _found(who, who.title, first, how, keep=True)
    for at in (last, last - 1):  # Title - Name, Title - Name - Org
        if at < 1:
            break
        rest = pieces[at:]
        if people := _people(rest) or (_listed(rest[0]) if at == last else []):
            return _found(who, " - ".join(pieces[:at]), people, how)
    return None


def _listed(text: str) -> list[str]:
    """Return people, each maybe with what stands behind the name in brackets."""
    found = []
    for piece in re.split(r"\s*(?:;|,(?![^()]*\))|&|\band\b)\s*", text):
        name, _, rest = piece.partition("(")
        if not is_name(name.strip()):
            return []
        found.append(person(name, *_org_and_role(rest.rstrip(") "))))
    return found


def _people(pieces: list[str]) -> list[str]:
    """Return people by pieces of text: names; or a name and then role and organisation."""
    pieces = [piece.strip() for piece in pieces if piece.strip()]
    if not pieces:
        return []
    if len(pieces) == 1:
        if found := names(pieces[0]):
            return found
        bracket = _BRACKET.search(pieces[0])
        several = names(pieces[0][: bracket.start()]) if bracket else []
        if bracket and len(several) > 1:
            return [*several[:-1], person(several[-1], *_org_and_role(bracket["in"]))]
        name, _, rest = pieces[0].partition(",")
        if is_name(name.strip()) and rest.strip() and not _JOIN.search(rest.replace(",", "", 1)):
            return [person(name, *_org_and_role(rest))]
        return []
    if found := names(pieces[0]):
        return [person(name, *_org_and_role(", ".join(pieces[1:]))) for name in found]
    return []


def _org_and_role(text: str) -> tuple[str, str]:
    """Return organisation and role of ``Role, Org`` or ``Org, Role`` or one of them."""
    parts = [
        part.strip() for part in re.split(r",|\s+at\s+|\s+@\s*|\s+[-–—|]\s+", text) if part.strip()
    ]
    if not parts:
        return "", ""
    if len(parts) == 1:
        return ("", parts[0]) if says_role(parts[0]) else (parts[0], "")
    if says_role(parts[-1]) and not says_role(parts[0]):
        return parts[0], ", ".join(parts[1:])
    return parts[-1], ", ".join(parts[:-1])


_MARK = r"(?:\*\*\*|___|_\*\*|\*\*_|\*\*|__|\*|_)"
_MARKED = re.compile(rf"{_MARK}(?=\S)[^*_]+(?<=\S){_MARK}\Z")
_WHOLE = re.compile(
    rf"{_MARK}(?=\S)(?P<name>[^*_]+)(?<=\S){_MARK}(?P<rest>[^*_]*)(?:[*_]{{1,3}}(?P<after>[^*_]*))?\Z"
)


def in_line(text: str) -> list[str]:
    """Return who speaks by a line that is in bold or italics as a whole, or begins with it."""
    text = text.strip()
    if len(pieces := _JOIN.split(text)) > 1 and all(map(_MARKED.match, pieces)):
        return names(re.sub(r"[*_]+", "", text))
    match = _WHOLE.match(text)
    if match is None:
        return []
    name = match["name"].strip(" :,-–—")
    rest = f"{match['rest']} {match['after'] or ''}".strip(" :,-–—")
    if bracket := _BRACKET.search(name):
        inside = bracket["in"]
        return of_value(f"{name[: bracket.start()]} ({inside}{', ' + rest if rest else ''})")
    if rest:
        apart = match["name"].rstrip()[-1:] in set(":,") or re.match(
            r"\s*[:,(–—-]", match["rest"] or match["after"] or ""
        )
        told = says_role(rest) or (rest[0].isupper() and len(rest.split()) < 6)
        if not (apart and told and is_name(name)) or len(rest) > 100 or rest.endswith("."):
            return []
        return [person(name, *_org_and_role(rest.strip("()")))]
    return of_value(name) if names(re.split(r"[,(]| - ", name)[0]) else []


def of_value(text: str) -> list[str]:
    """Return the people that stand behind a label: it has said that they are people."""
    text = " ".join(_HANDLE.sub("", text).replace("*", "").split()).strip(" ,;")
    if not text or len(text) > 300:
        return []
    if found := names(text):
        return found
    if "(" in text or ";" in text:
        found = []
        for piece in re.split(r"\s*(?:;|(?:,|&|\band\b)(?![^()]*\)))\s*", text):
            name, _, rest = piece.partition("(")
            found.append(person(name, *_org_and_role(rest.rstrip(") "))))
        return [one for one in found if one]
    name, _, rest = re.sub(r"\s+(?:[-–—|]|at|from|of)\s+", ", ", text, count=1).partition(",")
    others = [part.strip() for part in rest.split(",")]
    if all(is_name(part) for part in others if part):
        return [part for part in (name.strip(), *others) if part]
    return [person(name, *_org_and_role(rest))]
