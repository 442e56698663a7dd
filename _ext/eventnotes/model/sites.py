"""What is known of particular sites: which of their addresses are one, and of what kind.

All of it is data, compiled where it is first used: most edits look at no address. A pattern is
held against the whole of ``host/path?query`` after what is true of every site has been done: no
``www.``, no trailing slash, the query sorted and without what only tracks. A rule may leave out no
more than its site leaves out itself.
"""

from __future__ import annotations

from typing import NamedTuple

TRACKING = (
    r"(?i:(?:utm|hsa)_\w+|_hs(?:enc|mi|fp)|__hs\w+|oly_(?:anon|enc)_id|vero_(?:id|conv)"
    r"|(?:pk|mtm|matomo)_(?:campaign|kwd|keyword|source|medium|content|cid|group|placement)"
    r"|(?:fb|g|d|tw|y|tt|irt?)clid|msclkid|gclsrc|[gw]braid|li_fat_id|igsh(?:id)?|mibextid"
    r"|mc_[ce]id|mkt_tok|_ga|_gl|srsltid|epik|s_cid|cmpid|wickedid|wt\.mc_\w+"
    r"|at_(?:medium|campaign|custom\d|format|link_\w+|ptr_name|bbc_team)"
    r"|ref_src|ref_url|__twitter_impression|ck_subscriber_id)"
)
"""Names of parameters that only tell a site where its reader came from."""


class Rule(NamedTuple):
    """Addresses of one site that are one resource."""

    pattern: str
    key: str
    """What they are called, with the pattern's groups: in ``{}`` without case, with ``%`` decoded
    too."""
    parameters: str | None = None
    """A pattern of the parameters that say nothing of the resource; None where the key holds all
    that is to say, and the query is left out."""


def _rule(pattern: str, key: str, parameters: str | None = None) -> Rule:
    return Rule(rf"{pattern}\Z", key, parameters)


_ANY = r"(?:\?.*)?"
_ID = r"([\w-]{6,})"
_VIDEO = r"([\w-]{11})(?![\w-])"
_TOP = r"(?:com?\.)?[a-z]{2,3}"
"""The end of a host that a company has in many countries."""
_TUBE = r"(?:(?:m|music)\.)?youtube(?:-nocookie)?\.com"
_TABS = r"(?:/(?:videos|featured|streams|shorts|live|playlists|community|podcasts|about))?"
_DOI = r"(10\.\d{4,9}(?:/|%2F)[^?]+?)"
_X = r"(?:(?:mobile|m)\.)?(?:twitter|x)\.com"
_STACK = (
    r"((?:\w+\.)?(?:stackexchange|stackoverflow)\.com"
    r"|serverfault\.com|superuser\.com|askubuntu\.com)"
)

RULES: tuple[Rule, ...] = (
    # YouTube
    _rule(rf"{_TUBE}/watch\?(?:.*&)?v={_VIDEO}(?:&.*)?", r"youtube.com/watch?v=\1"),
    _rule(
        rf"{_TUBE}/(?:embed/videoseries|playlist)\?(?:.*&)?list={_ID}(?:&.*)?",
        r"youtube.com/playlist?list=\1",
    ),
    _rule(
        rf"{_TUBE}/embed/live_stream\?(?:.*&)?channel=([\w-]+)(?:&.*)?",
        r"youtube.com/channel/\1/live",
    ),
    _rule(rf"{_TUBE}/(?:live|shorts|embed|v|e)/{_VIDEO}{_ANY}", r"youtube.com/watch?v=\1"),
    _rule(rf"youtu\.be/{_VIDEO}{_ANY}", r"youtube.com/watch?v=\1"),
    _rule(rf"{_TUBE}/channel/([\w-]+){_TABS}{_ANY}", r"youtube.com/channel/\1"),
    _rule(rf"{_TUBE}/@([^/?]+){_TABS}{_ANY}", r"youtube.com/@{\1}"),
    _rule(rf"{_TUBE}/(c|user)/([^/?]+){_TABS}{_ANY}", r"youtube.com/\1/{\2}"),
    # Vimeo
    _rule(
        rf"(?:player\.)?vimeo\.com/(?:video/|channels/[\w-]+/|groups/[\w-]+/videos/)?(\d+){_ANY}",
        r"vimeo.com/\1",
    ),
    # papers
    _rule(
        rf"(?:export\.)?arxiv\.org/(?:abs|pdf|html|format)/(\d{{4}}\.\d{{4,5}}|[a-z-]+(?:\.[A-Z]{{2}})?/\d{{7}})(?:v\d+)?(?:\.pdf)?{_ANY}",
        r"arxiv.org/abs/\1",
    ),
    _rule(rf"(?:dx\.)?doi\.org/10\.48550/(?i:arxiv)\.([^?]+?)(?:v\d+)?{_ANY}", r"arxiv.org/abs/\1"),
    _rule(rf"(?:dx\.)?doi\.org/{_DOI}{_ANY}", r"doi.org/{%\1}"),
    _rule(rf"dl\.acm\.org/doi/(?:(?:abs|pdf|epdf|full|fullHtml)/)?{_DOI}{_ANY}", r"doi.org/{%\1}"),
    _rule(rf"(?:link\.)?springer\.com/(?:article|chapter|book)/{_DOI}{_ANY}", r"doi.org/{%\1}"),
    _rule(
        rf"(?:\w+\.)?onlinelibrary\.wiley\.com/doi/(?:(?:abs|pdf|epdf|full)/)?{_DOI}{_ANY}",
        r"doi.org/{%\1}",
    ),
    _rule(
        r"openreview\.net/(?:forum|pdf)\?(?:.*&)?id=([\w-]+)(?:&.*)?", r"openreview.net/forum?id=\1"
    ),
    _rule(r"aclanthology\.org/([\w.-]+?)(?:\.pdf)?", r"aclanthology.org/\1"),
    # code
    _rule(r"gist\.github\.com/(?:[^/?]+/)?([0-9a-f]{20,})(?:\?.*)?", r"gist.github.com/\1"),
    _rule(
        r"raw\.githubusercontent\.com/([^/?]+)/([^/?]+)/(?:refs/heads/)?([^?]+)",
        r"github.com/{\1}/{\2}/blob/\3",
    ),
    _rule(
        r"github\.com/([^/?]+)/([^/?]+)/(?:blob|raw)/(?:refs/heads/)?([^?]+)(?:\?plain=1|\?raw=true)?",
        r"github.com/{\1}/{\2}/blob/\3",
    ),
    _rule(
        r"github\.com/([^/?]+)/([^/?]+?)(?:\.git)?((?:/[^?]*)?(?:\?.*)?)", r"github.com/{\1}/{\2}\3"
    ),
    _rule(r"github\.com/([^/?]+)((?:\?.*)?)", r"github.com/{\1}\2"),
    _rule(r"hf\.co/(.*)", r"huggingface.co/\1"),
    # posts
    _rule(rf"{_X}/(?:i/web|i|[^/?]+)/status(?:es)?/(\d+)(?:/[^?]*)?{_ANY}", r"x.com/i/status/\1"),
    _rule(rf"{_X}/@?(\w+)", r"x.com/{\1}", "s|t|lang"),
    _rule(rf"{_X}/(.*)", r"x.com/\1", "s|t"),
    _rule(
        r"(?:[a-z]{2}\.|m\.)?linkedin\.com/(.*)",
        r"linkedin.com/\1",
        "trk|trkinfo|trackingid|refid|lipi|originalsubdomain|rcm",
    ),
    _rule(
        rf"(?:\w+\.)?reddit\.com/(?:r/\w+/|user/[\w-]+/)?comments/(\w+)(?:/[^/?]*)?{_ANY}",
        r"reddit.com/comments/\1",
    ),
    _rule(
        rf"(?:\w+\.)?reddit\.com/(?:r/\w+/|user/[\w-]+/)?comments/(\w+)/[^/?]*/(\w+){_ANY}",
        r"reddit.com/comments/\1/_/\2",
    ),
    _rule(rf"redd\.it/(\w+){_ANY}", r"reddit.com/comments/\1"),
    _rule(r"(?:old|new|np|i|m)\.reddit\.com/(.*)", r"reddit.com/\1"),
    _rule(rf"{_STACK}/(?:q|questions)/(\d+)(?:/[^?]*)?{_ANY}", r"\1/questions/\2"),
    # articles
    _rule(r"([a-z-]+)\.m\.(wikipedia|wiktionary|wikibooks|wikiquote)\.org/(.*)", r"\1.\2.org/\3"),
    _rule(rf"open\.substack\.com/pub/([\w-]+)/p/([^/?]+){_ANY}", r"\1.substack.com/p/\2"),
    _rule(rf"([\w-]+)\.substack\.com/p/([^/?]+){_ANY}", r"\1.substack.com/p/\2"),
    _rule(r"((?:[\w-]+\.)?medium\.com/.*)", r"\1", "source|sk"),
    # events
    _rule(r"(?:lu\.ma|luma\.com)((?:/.*)?)", r"luma.com\1", "tk"),
    _rule(
        r"meetup\.com/(?:[a-z]{2}-[A-Z]{2}/)?([^/?]+)((?:/.*)?)",
        r"meetup.com/{\1}\2",
        "eventorigin|recid|recsource|searchid|_xtd|rv",
    ),
    _rule(rf"eventbrite\.{_TOP}/e/(?:[^/?]*-)?(\d{{8,}}){_ANY}", r"eventbrite.com/e/\1"),
    # slides and documents
    _rule(r"speakerdeck\.com/([^/?]+)/([^/?]+)", r"speakerdeck.com/\1/\2", "slide"),
    _rule(
        rf"docs\.google\.com/(?:a/[^/]+/)?(document|presentation|spreadsheets|forms)/(?:u/\d+/)?d/((?:e/)?{_ID[1:-1]})(?:/[^?]*)?{_ANY}",
        r"docs.google.com/\1/d/\2",
    ),
    _rule(
        rf"drive\.google\.com/(?:file/)?(?:u/\d+/)?(?:file/)?d/{_ID}(?:/[^?]*)?{_ANY}",
        r"drive.google.com/file/d/\1",
    ),
    _rule(
        rf"drive\.google\.com/(?:open|uc)\?(?:.*&)?id={_ID}(?:&.*)?", r"drive.google.com/file/d/\1"
    ),
    _rule(
        rf"drive\.google\.com/drive/(?:u/\d+/)?folders/{_ID}(?:/[^?]*)?{_ANY}",
        r"drive.google.com/drive/folders/\1",
    ),
    # books and sound
    _rule(
        rf"(amazon\.{_TOP})/(?:.*/)?(?:dp|gp/product)/([A-Z0-9]{{10}})(?:/[^?]*)?{_ANY}",
        r"\1/dp/\2",
    ),
    _rule(r"open\.spotify\.com/(?:intl-\w+/)?(.*)", r"open.spotify.com/\1", "si|nd|context"),
    _rule(
        r"podcasts\.apple\.com/[a-z]{2}/podcast/(?:[^/?]+/)?(id\d+)",
        r"podcasts.apple.com/podcast/\1",
        "uo|l|itsct|itscg|ls|at|ct",
    ),
)
"""How each site's addresses are read; the first pattern that fits decides."""

WRAPPED = (
    r"(?i)https?://web\.archive\.org/(?:web|save)/(?:(?:\d{1,14}|\*)\*?(?:[a-z]{2}_)?/)?(?P<url>https?:/.+)",
    r"(?i)https?://(?:www\.)?archive\.org/(?:wayback|web)/(?:\d{1,14}(?:[a-z]{2}_)?/)?(?P<url>https?:/.+)",
    r"(?i)https?://archive\.(?:today|ph|is|li|md|vn|fo)/(?:(?:\d{4,14}|newest|oldest|o/\w+)/)?(?P<url>https?:/.+)",
    rf"(?i)https?://(?:www\.)?google\.{_TOP}/amp/(?:s/)?(?P<bare>[^?#]+)",
)
"""Addresses that hold the one of a page they are a copy of."""

REDIRECTS: tuple[tuple[str, str], ...] = (
    (rf"google\.{_TOP}/url\?", "q"),
    (rf"google\.{_TOP}/url\?", "url"),
    (r"(?:l|lm)\.facebook\.com/l\.php\?", "u"),
    (r"l\.instagram\.com/?\?", "u"),
    (r"out\.reddit\.com/[^?]*\?", "url"),
    (r"youtube\.com/redirect\?", "q"),
    (r"linkedin\.com/(?:redir/redirect|safety/go)\?", "url"),
)
"""Addresses that lead to the one in a parameter."""

TIMES = ("t", "start", "time_continue")
"""The parameters of a video's address that say where to begin."""

_POST_AT_ANY = r"[^/]+/@[\w.]+(?:@[\w.-]+)?/\d{6,}"

KINDS: tuple[tuple[str, str], ...] = (
    (r"youtube\.com/(?:channel/|c/|user/|@|playlist\?)", "channel"),
    (r"(?:open\.spotify\.com/show/|podcasts\.apple\.com/podcast/id\d+\Z)", "channel"),
    (r"twitch\.tv/(?!videos/)\w+\Z", "channel"),
    (
        r"(?:youtu\.be/|youtube\.com/(?:watch|live|shorts|embed)|vimeo\.com/\d|media\.ccc\.de/v/|twitch\.tv/videos/)",
        "video",
    ),
    (r"(?:dailymotion\.com/video/|loom\.com/share/|(?:.+\.)?tube\.\w+/w/|peertube\.)", "video"),
    (r"(?:link\.springer\.com/book/|oreilly\.com/library/view/|manning\.com/books/)", "book"),
    (
        r"(?:goodreads\.com/book/|leanpub\.com/\w|nostarch\.com/\w|books\.google\.[a-z.]{2,6}/)",
        "book",
    ),
    (r"(?:pragprog\.com/titles/|amazon\.[a-z.]{2,6}/dp/\d{9}[\dX]\Z)", "book"),
    (r"(?:huggingface\.co|kaggle\.com)/datasets", "dataset"),
    (r"(?:zenodo\.org/|doi\.org/10\.5281/zenodo)", "dataset"),
    (
        r"(?:arxiv\.org|doi\.org|aclanthology\.org|openreview\.net|dl\.acm\.org)(?:/|\Z)",
        "paper",
    ),
    (
        r"(?:huggingface\.co/papers|semanticscholar\.org/paper|biorxiv\.org|(?:papers\.)?ssrn\.com)/",
        "paper",
    ),
    (r"(?:proceedings\.\w+|papers\.nips)\.cc/|ieeexplore\.ieee\.org/document/", "paper"),
    (
        r"(?:speakerdeck\.com|slideshare\.net|docs\.google\.com/presentation|slides\.com)/",
        "slides",
    ),
    (r"(?:gist\.)?github\.com/|gitlab\.com/|codeberg\.org/|bitbucket\.org/|sr\.ht/", "code"),
    (r"(?:git|gitlab)\.[^/]+/|git\.sr\.ht/|huggingface\.co/", "code"),
    (r"(?:godbolt\.org|colab\.research\.google\.com)/", "code"),
    (
        r"x\.com/i/status/|bsky\.app/profile/[^/]+/post/|threads\.(?:net|com)/@[^/]+/post/",
        "post",
    ),
    (
        r"linkedin\.com/(?:posts|feed/update)/|reddit\.com/comments/|news\.ycombinator\.com/item",
        "post",
    ),
    (rf"(?:t\.me/\w+/\d|{_POST_AT_ANY})", "post"),
    (r"(?:luma\.com|eventbrite\.com|meetup\.com|sessionize\.com|sched\.com)/", "event"),
    (r"[^/]+\.(?:sched|sessionize)\.com(?:/|\Z)", "event"),
)
"""What kind of resource a canonical address points at; the first pattern that fits decides. None
has groups of its own."""

ENDINGS = {
    "slides": (".pptx", ".ppt", ".key", ".odp"),
    "paper": (".pdf", ".ps", ".djvu"),
    "video": (".mp4", ".webm", ".mov", ".mkv", ".m4v"),
    "dataset": (".csv", ".parquet", ".jsonl", ".arrow"),
    "book": (".epub", ".mobi"),
    "code": (".ipynb", ".py", ".cu", ".rs", ".c", ".cpp"),
}
"""Kinds by the ending of a file, where no site tells."""
