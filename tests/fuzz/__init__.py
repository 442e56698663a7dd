"""Random sites of many pages, and the properties that each of them has to have.

Run it with ``make fuzz N=1000``. ``python -m fuzz --help`` says what can be chosen.
"""
