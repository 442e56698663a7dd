"""The price of a card: builds one site as cards and as plain MyST, and compares the two.

``python -m bench`` from the repository's root; ``--help`` has the options. A seeded generator
(`bench.generate`) invents the events, `bench.sites` writes them down twice, `bench.build` builds
and measures, `bench.report` prints the ratios beside the targets.
"""
