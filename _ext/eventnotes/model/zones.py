"""Time zones by what people call them: abbreviations, cities, and names that are none of IANA's."""

from __future__ import annotations

import re
from zoneinfo import ZoneInfo, available_timezones

from eventnotes.model.vocabulary import nearest

_CALLED = {
    "Europe/Berlin": "cet cest mez mesz met mest germany central-european",
    "Europe/London": "bst gmt/bst uk britain greenwich wales england scotland",
    "Europe/Lisbon": "west wet portugal",
    "Europe/Helsinki": "eet eest oez",
    "Europe/Moscow": "msk russia",
    "Europe/Dublin": "ireland",
    "Europe/Paris": "france",
    "Europe/Amsterdam": "netherlands",
    "Europe/Zurich": "switzerland",
    "Europe/Vienna": "austria",
    "America/New_York": "est edt et eastern est5edt boston washington philadelphia miami atlanta",
    "America/Chicago": "cst cdt ct central austin dallas houston",
    "America/Denver": "mst mdt mt mountain",
    "America/Los_Angeles": "pst pdt pt pacific san-francisco san-jose seattle portland las-vegas"
    " san-diego california",
    "America/Sao_Paulo": "brt brst brazil",
    "America/Toronto": "ottawa montreal",
    "Asia/Kolkata": "ist india bangalore bengaluru mumbai delhi hyderabad chennai",
    "Asia/Tokyo": "jst japan kyoto osaka",
    "Asia/Seoul": "kst korea",
    "Asia/Shanghai": "china beijing shenzhen hangzhou",
    "Asia/Hong_Kong": "hkt",
    "Asia/Singapore": "sgt",
    "Asia/Dubai": "gst",
    "Asia/Jerusalem": "idt israel tel-aviv",
    "Australia/Sydney": "aest aedt canberra",
    "Pacific/Auckland": "nzst nzdt new-zealand",
    "UTC": "z utc+0 gmt+0 utc+00:00 +00:00",
}
_ZONES = {word: zone for zone, words in _CALLED.items() for word in words.split()}
_OF_THE_MACHINE = frozenset({"localtime", "posixrules", "Factory"})
"""Files beside those of the zones, which say something else on each machine."""
_ENDING = re.compile(r"[-_ ](?:standard|daylight|summer|time|zone|zeit)\Z")
_OFFSET = re.compile(r"(?:utc|gmt)?\s*[+−-]\s*\d{1,2}(?::?\d\d)?\Z", re.IGNORECASE)


def read_timezone(text: str) -> str:
    """Return the name of a time zone.

    :raises ValueError: it is none of IANA's; the message names the one that is meant.
    """
    name = text.strip()
    try:
        if name in _OF_THE_MACHINE:
            raise ValueError(name)
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        hint = _meant(name)
        raise ValueError(f"an IANA time zone name such as Europe/Berlin{hint}") from None
    return name


def _meant(name: str) -> str:
    word = name.casefold()
    while _ENDING.search(word):
        word = _ENDING.sub("", word)
    key = re.sub(r"[\s_]+", "-", word)
    city = key.rpartition("/")[2]
    found = _ZONES.get(key) or _ZONES.get(city)
    if not found and _OFFSET.match(name):
        return "; a place has one summer and winter, a distance from UTC has not"
    every = {zone for zone in available_timezones() if "/" in zone}
    if not found:
        cities = {
            zone.rpartition("/")[2].casefold().replace("_", "-"): zone for zone in sorted(every)
        }
        found = cities.get(city) or next(iter(nearest(name, every, cutoff=0.7)), "")
    return f"; did you mean {found!r}?" if found else ""
