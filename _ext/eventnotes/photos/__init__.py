"""Photos, from a camera's file to what a page may show. Imports neither Sphinx nor docutils.

``kinds`` tells what a file is, ``develop`` makes clean pictures of one, ``moving`` cleans what
moves and ``embedded`` what stands in a text; ``darkroom`` keeps what was made between builds, and
``layout`` says where photos stand.
"""
