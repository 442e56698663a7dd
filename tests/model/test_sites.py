"""What is known of sites: each of their rules, what tracks, and the kinds of resources."""

from __future__ import annotations

import pytest

from eventnotes.model.sites import ENDINGS, KINDS
from eventnotes.model.urls import canonical_url, kind
from eventnotes.model.vocabulary import LINK_KINDS

# what the tables of spellings leave out; the rules above them are tried there
RULES = [
    ("https://openreview.net/forum?id=AbC_d-1", "openreview.net/forum?id=AbC_d-1"),
    ("https://openreview.net/pdf?id=AbC_d-1", "openreview.net/forum?id=AbC_d-1"),
    ("https://openreview.net/forum?noteId=x&id=AbC_d-1", "openreview.net/forum?id=AbC_d-1"),
    ("https://openreview.net/group?id=Conf", "openreview.net/group?id=Conf"),
    ("https://aclanthology.org/2024.acl-long.1.pdf", "aclanthology.org/2024.acl-long.1"),
    ("https://aclanthology.org/2024.acl-long.1/", "aclanthology.org/2024.acl-long.1"),
    ("https://hf.co/datasets/org/name", "huggingface.co/datasets/org/name"),
    ("https://twitter.com/search?q=gpu&s=20", "x.com/search?q=gpu"),
    ("https://mobile.twitter.com/Name/lists/GPU?t=x", "x.com/Name/lists/GPU"),
    (
        "https://old.reddit.com/r/gpu/comments/1abc2d/a_title/kx9yz/?context=3",
        "reddit.com/comments/1abc2d/_/kx9yz",
    ),
    ("https://www.reddit.com/comments/1abc2d/_/kx9yz/", "reddit.com/comments/1abc2d/_/kx9yz"),
    ("https://redd.it/1abc2d", "reddit.com/comments/1abc2d"),
    ("https://drive.google.com/open?id=1AbCdEf&usp=drive", "drive.google.com/file/d/1AbCdEf"),
    ("https://drive.google.com/uc?export=download&id=1AbCdEf", "drive.google.com/file/d/1AbCdEf"),
]
COPIES = [
    "https://web.archive.org/web/20240501120000/https://example.org/a",
    "https://web.archive.org/web/20240501120000id_/https://www.example.org/a/",
    "https://web.archive.org/web/2024*/http://example.org/a",
    "https://web.archive.org/web/*/https://example.org/a",
    "https://web.archive.org/save/https://example.org/a",
    "http://archive.org/wayback/20240501/https://example.org/a",
    "https://archive.org/web/2024im_/https:/example.org/a",
    "https://archive.today/20240501120000/https://example.org/a",
    "https://archive.ph/newest/https://example.org/a",
    "https://archive.is/oldest/https://example.org/a",
    "https://archive.li/o/AbCdE/https://example.org/a",
    "https://archive.md/https://example.org/a",
    "https://archive.vn/2024/https://example.org/a",
    "https://archive.fo/2024/https://example.org/a",
    "https://www.google.com/amp/s/www.example.org/a",
    "https://www.google.co.uk/amp/example.org/a?usqp=x",
]
REDIRECTS = [
    "https://www.google.com/url?sa=t&q=https%3A%2F%2Fexample.org%2Fa&usg=x",
    "https://www.google.de/url?sa=t&url=https://example.org/a",
    "https://l.facebook.com/l.php?u=https%3A%2F%2Fexample.org%2Fa%3Ffbclid%3Dx&h=AT",
    "https://lm.facebook.com/l.php?u=https%3A%2F%2Fexample.org%2Fa",
    "https://l.instagram.com/?u=https%3A%2F%2Fexample.org%2Fa&e=AT",
    "https://out.reddit.com/t3_1abc?url=https%3A%2F%2Fexample.org%2Fa&token=x",
    "https://www.youtube.com/redirect?event=video&q=https%3A%2F%2Fexample.org%2Fa&v=x",
    "https://www.linkedin.com/redir/redirect?url=https%3A%2F%2Fexample%2Eorg%2Fa&urlhash=x",
    "https://www.linkedin.com/safety/go?url=https%3A%2F%2Fexample.org%2Fa",
]
# those that stand for nothing but themselves
NO_COPIES = [
    "https://web.archive.org/web/2024/",
    "https://archive.ph/AbCdE",
    "https://archive.org/details/book",
    "https://www.google.com/search?q=https://example.org/a",
    "https://www.google.com/url?q=javascript:alert(1)",
    "https://l.facebook.com/l.php?h=AT",
    "https://notgoogle.com/url?q=https://example.org/a",
]
TRACKING = """
    utm_source utm_medium UTM_Campaign pk_campaign mtm_kwd matomo_cid hsa_acc oly_anon_id vero_id
    _hsenc _hsmi _hsfp __hstc fbclid gclid dclid twclid yclid ttclid irclid msclkid gclsrc gbraid
    wbraid li_fat_id igsh igshid mibextid mc_cid mc_eid mkt_tok _ga _gl srsltid epik s_cid cmpid
    wickedid wt.mc_id at_medium at_campaign at_custom1 at_format at_link_id at_ptr_name
    at_bbc_team ref_src ref_url __twitter_impression ck_subscriber_id
"""


@pytest.mark.parametrize(("url", "key"), RULES)
def test_a_sites_own_forms_are_one_resource(url: str, key: str) -> None:
    assert canonical_url(url) == f"https://{key}"


@pytest.mark.parametrize("url", COPIES + REDIRECTS)
def test_a_copy_and_a_redirect_are_what_they_lead_to(url: str) -> None:
    assert canonical_url(url) == "https://example.org/a"


@pytest.mark.parametrize("url", NO_COPIES)
def test_what_leads_nowhere_known_stays_what_it_is(url: str) -> None:
    assert canonical_url(url) not in {"https://example.org/a", "https:"}
    assert canonical_url(url).startswith(url.replace("www.", "").rstrip("/").partition("?")[0])


@pytest.mark.parametrize("name", TRACKING.split())
def test_a_parameter_that_only_tracks_is_left_out(name: str) -> None:
    for query in (f"{name}=x&id=7", f"id=7&{name}=x", f"id=7&{name}"):
        assert canonical_url(f"https://example.org/a?{query}") == "https://example.org/a?id=7"


@pytest.mark.parametrize(
    "name", ["utm", "xutm_source", "ga", "gl", "spma", "at_home", "clid", "ref"]
)
def test_a_parameter_that_only_sounds_like_one_is_kept(name: str) -> None:
    assert canonical_url(f"https://example.org/a?{name}=x") == f"https://example.org/a?{name}=x"


# kind, addresses of it: one for each alternative of each pattern
OF_KIND = {
    "channel": """
        https://www.youtube.com/channel/UCabcdef https://www.youtube.com/c/Name
        https://www.youtube.com/user/name https://www.youtube.com/@gpumode
        https://www.youtube.com/playlist?list=PLabcdef https://open.spotify.com/show/4abc?si=x
        https://podcasts.apple.com/us/podcast/a-show/id123456 https://www.twitch.tv/somebody
    """,
    "video": """
        https://www.youtube.com/watch?v=abc https://youtu.be/AbCdEf12345
        https://www.youtube.com/live/AbCdEf12345 https://www.youtube.com/shorts/AbCdEf12345
        https://www.youtube-nocookie.com/embed/AbCdEf12345 https://vimeo.com/123
        https://player.vimeo.com/video/123 https://media.ccc.de/v/38c3-a-talk
        https://www.twitch.tv/videos/123 https://www.dailymotion.com/video/x1
        https://www.loom.com/share/abc https://tube.example/w/abc https://my.tube.example/w/abc
        https://peertube.example/w/abc https://web.archive.org/web/2024/https://vimeo.com/123
    """,
    "book": """
        https://link.springer.com/book/10.1007/978-3-031-12345-6
        https://www.oreilly.com/library/view/title/9781491912058/ https://www.manning.com/books/x
        https://www.goodreads.com/book/show/1 https://leanpub.com/title
        https://nostarch.com/title https://books.google.com/books?id=x
        https://pragprog.com/titles/x/title/ https://www.amazon.de/Title/dp/3826697502/ref=sr_1
        https://www.amazon.com/dp/159327950X
    """,
    "dataset": """
        https://huggingface.co/datasets/a/b https://hf.co/datasets/a/b
        https://www.kaggle.com/datasets/a/b https://zenodo.org/records/123
        https://doi.org/10.5281/zenodo.123
    """,
    "paper": """
        https://arxiv.org/abs/2502.10517 https://arxiv.org/pdf/2502.10517v2
        https://doi.org/10.1000/182 https://aclanthology.org/2024.acl-long.1
        https://openreview.net/forum?id=x https://dl.acm.org/doi/10.1145/1.2
        https://dl.acm.org/citation.cfm?id=1 https://huggingface.co/papers/2502.10517
        https://www.semanticscholar.org/paper/x https://www.biorxiv.org/content/10.1101/1
        https://ssrn.com/abstract=1 https://papers.ssrn.com/sol3/papers.cfm?abstract_id=1
        https://proceedings.neurips.cc/paper/2024 https://papers.nips.cc/paper/1
        https://ieeexplore.ieee.org/document/1
    """,
    "slides": """
        https://speakerdeck.com/someone/deck https://www.slideshare.net/x/y
        https://docs.google.com/presentation/d/1AbCdEf/edit https://slides.com/x/y
    """,
    "code": """
        https://github.com/NVIDIA/cutlass https://gist.github.com/0123456789abcdef0123
        https://gitlab.com/a/b https://codeberg.org/a/b https://bitbucket.org/a/b
        https://sr.ht/~a/b https://git.example.org/a https://gitlab.example.org/a
        https://git.sr.ht/~a/b https://huggingface.co/org/model https://godbolt.org/z/abc
        https://colab.research.google.com/drive/1 https://raw.githubusercontent.com/a/b/main/c.md
    """,
    "post": """
        https://x.com/someone/status/1 https://twitter.com/someone/status/1
        https://bsky.app/profile/a.example/post/1 https://www.threads.net/@a/post/1
        https://www.threads.com/@a/post/1 https://www.linkedin.com/posts/a-1
        https://www.linkedin.com/feed/update/urn:li:activity:1
        https://www.reddit.com/r/gpu/comments/1abc/title/ https://redd.it/1abc
        https://news.ycombinator.com/item?id=1 https://t.me/channel/12
        https://mastodon.example/@user/109876543 https://mastodon.example/@a@b.example/109876543
    """,
    "event": """
        https://lu.ma/beyondcuda25 https://luma.com/x https://www.eventbrite.com/e/title-12345678
        https://www.eventbrite.co.uk/e/title-12345678 https://www.meetup.com/group/events/1/
        https://sessionize.com/x https://sched.com/x https://conf.sched.com/event/1
        https://conf.sessionize.com https://conf2025.sched.com/
    """,
    "article": """
        https://semianalysis.com/2025/03/19/gtc/ https://notyoutube.com/watch
        https://mygithub.com/ https://example.org https://medium.com/@author/post
        https://www.youtube.com/ https://www.youtube.com/about https://vimeo.com/about
        https://x.com/someone https://news.ycombinator.com/news https://www.linkedin.com/in/a
        https://podcasts.apple.com/us/podcast/a-show/id123456?i=1000 https://gitter.im/a
        https://www.amazon.com/dp/B0ABCDEF12 https://docs.google.com/document/d/1AbCdEf/edit
        https://example.org/?file=talk.pdf https://example.org/pdf https://example.org/talk.pdf/about
        https://zenodo.organic.example/ https://example.org/github.com/a/b https://t.me/channel
    """,
}


@pytest.mark.parametrize(
    ("url", "told"), [(url, told) for told, text in OF_KIND.items() for url in text.split()]
)
def test_the_kind_of_a_resource_is_told_from_its_address(url: str, told: str) -> None:
    assert kind(url) == told


@pytest.mark.parametrize(
    ("name", "told"),
    [
        *((f"talk{end}", "slides") for end in (".pptx", ".ppt", ".key", ".odp")),
        *((f"talk{end}", "paper") for end in (".pdf", ".ps", ".djvu", ".PDF")),
        *((f"talk{end}", "video") for end in (".mp4", ".webm", ".mov", ".mkv", ".m4v")),
        *((f"talk{end}", "dataset") for end in (".csv", ".parquet", ".jsonl", ".arrow")),
        *((f"talk{end}", "book") for end in (".epub", ".mobi")),
        *((f"talk{end}", "code") for end in (".ipynb", ".py", ".cu", ".rs", ".c", ".cpp")),
        *((f"talk{end}", "article") for end in (".html", ".txt", "pdf", "")),
    ],
)
def test_where_no_site_tells_the_ending_of_a_file_does(name: str, told: str) -> None:
    assert kind(f"https://example.org/files/{name}?v=1#page=2") == told


def test_a_site_says_more_than_the_ending_of_a_file() -> None:
    assert kind("https://github.com/a/b/blob/main/paper.pdf") == "code"


def test_every_kind_that_can_be_told_is_one_that_can_be_written() -> None:
    assert {name for _, name in KINDS} | ENDINGS.keys() <= set(LINK_KINDS)
    assert {name for _, name in KINDS} == set(OF_KIND) - {"article"}
