"""Word lists of the generated site: what its prose, titles and names are made of.

Ordinary English on purpose, so that the search index has words to stem. No word holds a quote, a
dash between words or a sign that Markdown reads: a text is the same on the page as in the source.
"""

from __future__ import annotations

from typing import Final


def _split(text: str) -> tuple[str, ...]:
    """Split *text* at white space."""
    return tuple(text.split())


#: Countable nouns whose plural ends in a plain "s".
NOUNS: Final = _split(
    """
    accelerator adapter algorithm allocator answer application argument array assumption
    attempt audience author backend bandwidth barrier benchmark block bottleneck boundary branch
    budget buffer cache calculation candidate channel checkpoint chip circuit claim cluster
    collection column command community comparison compiler component compromise computer concept
    condition connection constraint container context contract controller conversion cost counter
    customer dataset debugger decision decoder definition demand deployment descriptor design
    detail developer device diagram difference dimension directive discussion document driver
    editor effect effort element emulator encoder engine engineer environment equation error
    estimate event example exception executor expectation experiment explanation expression
    extension factor failure feature fragment framework function generator gradient graph group
    handler improvement instruction instrument integer interface interpreter investment iteration
    kernel lecture lesson library limitation listener loader machine measurement message method
    migration mistake model module moment network node number object observation operation operator
    optimizer option outline output packet page parameter parser partition pattern pipeline plan
    platform pointer prediction presentation principle problem procedure processor producer product
    profile program project promise proposal protocol prototype question queue ratio reader reason
    register release repository requirement researcher resource response result review routine
    runtime sample scheduler schema script section segment sequence server session shortcut
    signal simulation simulator solution speaker specification standard statement station storm
    stream structure student subset suggestion supplier switch symbol system table target teacher
    technique template tensor test theorem thread threshold token tool transaction transformer
    transition trick tutorial update user validator value variable vector vendor version warning
    window workflow workload workshop
    """
)

#: Regular verbs without a doubled consonant and without a final "y".
VERBS: Final = _split(
    """
    accept allocate analyze announce annotate answer approximate arrange assemble balance bend
    borrow bridge calculate capture challenge change collect combine compare compile complete
    compose compress compute configure connect consider construct convert coordinate count decode
    delegate deliver describe detect develop discover distribute divide document eliminate encode
    estimate evaluate examine exchange execute expand expect explain explore extend extract filter
    follow generate handle illustrate implement improve include inspect install integrate interpret
    introduce invent invoke isolate iterate launch limit locate maintain manage measure
    migrate mirror model monitor move normalize observe operate optimize order organize orchestrate
    overload parallelize partition pause perform persist pipeline point predict prepare present
    preserve process produce profile propose protect prove question reach realize recommend record
    recover reduce refactor reflect regenerate release remember remove render reorder repair repeat
    replace report request rescue resist resolve restart restore return reveal review sample scale
    schedule select separate serialize shift shorten simulate slice sort stabilize start store
    stream strengthen support sustain switch synchronize test trace train transform translate
    trigger trust update validate visit warn weaken
    """
)

ADJECTIVES: Final = _split(
    """
    abstract accurate adaptive ambitious ancient annual asynchronous automatic available awkward
    brittle broad careful central cheap clear clever coherent common compact competent complete
    concurrent confident consistent convenient conventional convincing correct critical curious
    declarative deep dense detailed deterministic different difficult direct distant distributed
    dynamic early efficient elegant embedded empty enormous essential exact expensive explicit
    external familiar fast final flexible formal fragile frequent friendly functional general
    generous gentle global gradual hidden hierarchical honest horizontal ideal impressive
    incremental independent indirect initial interactive internal invisible large latent lazy
    linear local logical massive mature meaningful minimal mixed modern modest modular narrow
    natural nested numerical obvious official optimistic optional ordinary original parallel
    partial patient periodic permanent persistent plausible popular portable positive practical
    precise previous primitive private probable productive public quiet random rapid readable
    realistic recent recursive redundant regular relative reliable remote reproducible responsible
    robust rough scalable sensible separate serious shallow silent similar simple small sparse
    special stable static statistical steady strange strict strong structural subtle successful
    sudden suitable symbolic synchronous temporary tentative thorough tiny transparent typical
    uniform universal unusual useful valuable verbose visible vivid vulnerable
    """
)

#: Adjectives that become an adverb with a plain "ly".
ADVERB_STEMS: Final = _split(
    """
    accurate actual apparent approximate automatic bold brief careful clear common complete
    confident consistent constant correct deep deliberate direct effective entire eventual evident
    exact explicit external final formal frequent general gradual honest immediate incremental
    independent indirect initial internal large late local loud mere modest mutual natural near
    normal obvious occasional open original partial patient perfect precise previous private prompt
    proper public quick quiet random rapid rare recent regular relative repeated safe secret
    separate serious sharp silent slow smooth soft steady strict strong subsequent sudden
    thorough typical unexpected usual vague wide
    """
)

PREPOSITIONS: Final = _split(
    "about above across after against around before behind below between beyond during inside "
    "near outside through toward under without within"
)

TOPICS: Final = (
    "Accessibility",
    "Approximate search",
    "Batch scheduling",
    "Build systems",
    "Code generation",
    "Compilers",
    "Consensus",
    "Data pipelines",
    "Debugging",
    "Distributed training",
    "Documentation",
    "Embedded systems",
    "Formal methods",
    "Garbage collection",
    "GPU kernels",
    "Inference",
    "Language design",
    "Memory models",
    "Networking",
    "Numerical methods",
    "Observability",
    "Open hardware",
    "Quantization",
    "Sparse models",
    "Type systems",
)

FIRST_NAMES: Final = _split(
    """
    Ada Adele Aiko Alan Alma Amara Amir Anders Anika Anton Arjun Astrid Aurora Bao Bela Bianca
    Bjorn Bruno Camila Carlos Celeste Chen Clara Cyrus Daniel Daria David Deepa Dmitri Edith Elena
    Elias Emeka Emil Erika Esther Fatima Felix Fiona Frida Gabriel George Gita Greta Hana Hannah
    Hassan Helena Hiro Hugo Ines Ingrid Isaac Ivan Jamal Jana Jelena Joan Jonas Julia Kamal Karin
    Kenji Kofi Lars Laura Leila Leon Lin Lucia Magnus Maria Marta Mei Milan Mira Nadia Nikhil Nina
    Noor Olga Omar Oscar Paula Pedro Petra Priya Quentin Rafael Rosa Ruth Samir Sara Selma Simon
    Sofia Stefan Sven Tara Tomas Uma Vera Viktor Wanda Wei Yara Yusuf Zoe
    """
)

LAST_NAMES: Final = _split(
    """
    Abara Acosta Adler Ahmed Almeida Andersen Aoki Baker Banerjee Barros Becker Bergman Bianchi
    Blom Brandt Bui Campos Carver Castro Chandra Cohen Costa Dahl Delgado Desai Dietrich Dubois
    Duarte Ekberg Engel Eriksen Farouk Fischer Fontana Forster Fujita Garcia Gerber Ghosh Gomez
    Gruber Haddad Hansen Hartmann Hayashi Herrera Hoffman Holm Horvat Ibrahim Ivanova Iyer Jansen
    Jimenez Johansson Kaplan Kato Keller Khan Kimura Klein Kovacs Kramer Larsen Laurent Lehmann
    Lindgren Lopez Lund Maier Malik Marino Martins Mehta Mendez Meyer Mori Moreau Nakamura Navarro
    Nguyen Nilsson Novak Okafor Oliveira Olsen Ortega Pappas Patel Pereira Petrov Popov Quist Ramos
    Rao Reyes Ricci Rivera Romano Rossi Sato Schmidt Sharma Silva Singh Sorensen Suzuki Tanaka
    Torres Ueda Varga Vogel Wagner Walker Watanabe Weber Winter Yamada Zhang Zimmer
    """
)

ORG_STEMS: Final = _split(
    "Alder Basalt Cinder Delta Ember Fathom Granite Harbor Indigo Juniper Keystone Lantern "
    "Meridian Northwind Obsidian Pinnacle Quarry Redwood Summit Tidal"
)

#: With each of `ORG_STEMS`: the 60 organisations.
ORG_KINDS: Final = ("Labs", "Systems", "University")

TOWNS: Final = _split(
    "Athens Basel Berlin Bristol Brussels Cairo Chicago Dublin Florence Geneva Helsinki Lagos "
    "Leipzig Lisbon Lyon Madrid Montreal Mumbai Nairobi Osaka Oslo Porto Prague Seattle Seoul "
    "Stockholm Sydney Toronto Utrecht Vienna"
)

EVENT_KINDS: Final = ("Conference", "Days", "Forum", "Meetup", "Summit", "Workshop")

ROOMS: Final = (
    "Auditorium",
    "Ballroom A",
    "Ballroom B",
    "Gallery",
    "Hall 1",
    "Hall 2",
    "Library",
    "Room 101",
    "Room 204",
    "Theatre",
)

#: Words after a score: the reason for it.
REASONS: Final = (
    "A clear story with numbers to back it.",
    "Good questions and few answers.",
    "Honest about what did not work.",
    "Mostly a product pitch.",
    "Slow start and a strong finish.",
    "The demo alone was worth the trip.",
    "Too much material for the time.",
    "Well prepared and well measured.",
)

#: Words that are in no list above: put in one page for the build after a change.
EDITS: Final = ("marmalade", "bassoon", "hedgehog", "lighthouse", "persimmon", "umbrella")
