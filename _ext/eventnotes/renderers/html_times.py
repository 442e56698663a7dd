"""What stands in the order of time, as HTML: an event's talks, a schedule, a plot of ratings."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from eventnotes.views import times, tree
from eventnotes.views.inline import join

if TYPE_CHECKING:
    from eventnotes.renderers.html import HtmlRenderer


def programme(write: HtmlRenderer, programme: times.Programme) -> str:
    """Write a disclosure, and a link to it that stays in sight on a phone."""
    days = "".join([_day(write, day) for day in programme.days])
    summary, anchor = escape(programme.summary), escape(programme.anchor)
    if write.in_book:
        label = f'<p class="en-label">{summary}</p>\n'
        shown = f'<div class="en-programme">\n{label}{days}</div>\n'
        return shown if programme.is_open else ""
    best = ""
    if programme.best:
        said = escape(programme.best)
        box = '<input type="checkbox">'
        best = f'<p class="en-best"><label>{box} {said}</label></p>\n'
    state = ' open="open"' if programme.is_open else ""
    link = ""
    if programme.is_open and not write.one_page:  # where they would lie over each other
        link = f'<a class="en-to-talks" href="#{anchor}">{summary}</a>\n'
    return (
        f'<details class="en-programme" id="{anchor}"{state}><summary>{summary}</summary>\n'
        f"{best}{days}</details>\n{link}"
    )


def _day(write: HtmlRenderer, day: times.Day) -> str:
    label = f'<p class="en-label">{write.inline(day.label)}</p>\n' if day.label else ""
    slots = "".join([_slot(write, slot) for slot in day.slots])
    return f'{label}<ol class="en-slots">\n{slots}</ol>\n'


def _slot(write: HtmlRenderer, slot: times.Slot) -> str:
    time, title, score = map(write.inline, (slot.time, slot.title, slot.score))
    learned = write.inline(tree.Small(slot.learned, "en-learned")) if slot.learned else ""
    css = ' class="en-is-best"' if slot.is_best else ""
    when = f'<span class="en-time">{time}</span> ' if time else ""
    return f'<li{css}>{when}<span class="en-what">{title}{learned}</span> {score}</li>\n'


def schedule(write: HtmlRenderer, schedule: times.Schedule) -> str:
    """Write a table with a row for each time and a column for each room; a list in a book."""
    if write.in_book:
        return write.blocks((tree.Items(tuple(map(_in_words, schedule.bookings))),))
    head = ""
    if any(name for name, _ in schedule.rooms):
        heads = "".join(
            f'<th scope="col"{_span("col", lanes)}>{write.inline(name)}</th>'
            for name, lanes in schedule.rooms
        )
        head = f"<thead><tr><td></td>{heads}</tr></thead>\n"
    free = ' class="en-free"'
    rows = "".join(
        f"<tr{free if not any(moment.cells) else ''}>"
        f'<th scope="row">{write.inline(moment.time)}</th>'
        f"{''.join([_booking(write, booking) for booking in moment.cells])}</tr>\n"
        for moment in schedule.moments
    )
    table = f"<table>\n{head}<tbody>\n{rows}</tbody>\n</table>"
    return f'<div class="en-schedule">\n{table}\n</div>\n'


def _booking(write: HtmlRenderer, booking: times.Booking | None) -> str:
    if booking is None:
        return "<td></td>"
    room = write.inline(tree.Words(booking.room, "en-room"))
    head = f'<span class="en-time">{booking.time}</span> {room}{room and " "}'
    who = write.inline(tree.Small(booking.who, "en-who")) if booking.who else ""
    shown = f"{head}{write.inline(booking.title)}{who} {write.inline(booking.score)}"
    return f"<td{_span('row', booking.rows)}>{shown}</td>"


def plot(write: HtmlRenderer, plot: times.Plot) -> str:
    """Draw dots in shares of whatever room there is, in attributes, since no inline style need
    be allowed. Who uses keys or a screen reader has the list that follows.
    """
    if write.in_book:
        return ""
    drawn = [
        f'<line x1="0" x2="100%" y1="{at}" y2="{at}"></line><text x="0" y="{at}" dy="-4">{said}'
        "</text>"
        for at, said in ((_down(share), escape(said)) for share, said in plot.scores)
    ]
    drawn += [
        f'<text x="{share * 92 + 6:.4g}%" y="100%" dy="-2">{escape(said)}</text>'
        for share, said in plot.times
    ]
    for dot in sorted(plot.dots, key=lambda dot: dot.is_best):
        css = ' class="en-is-best"' if dot.is_best else ""
        drawn.append(
            f'<a href="{write.address(dot.page, dot.anchor)}" tabindex="-1"><circle{css}'
            f' cx="{dot.x * 92 + 6:.4g}%" cy="{_down(dot.y)}" r="{6 if dot.is_best else 4.5}">'
            f"<title>{escape(dot.said)}</title></circle></a>"
        )
    return f'<svg class="en-time-plot" aria-hidden="true">{"".join(drawn)}</svg>\n'


def _down(share: float) -> str:
    """Return how far down a score stands in a plot, the best at the top."""
    return f"{(1 - share) * 76 + 10:.4g}%"


def _span(what: str, number: int) -> str:
    return f' {what}span="{number}"' if number > 1 else ""


def _in_words(booking: times.Booking) -> tree.Item:
    below = join([booking.room, booking.who, booking.score], " · ")
    return tree.Item((booking.time, " · ", booking.title), (below,) if below else ())
