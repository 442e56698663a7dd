"""The price of cards and lists: builds one site in several forms and compares them.

``python -m bench`` from the repository's root; ``--help`` has the options. A seeded generator
(`bench.generate`, `bench.prose`) invents the events, `bench.sites` writes them down as cards, as
cards with every list (`bench.lists`) and as plain MyST, `bench.measure` has them built
(`bench.build`) in turns and looked through (`bench.checks`), `bench.report` prints the ratios
beside the targets.
"""
