"""Photos, from a camera's file to what a page may show. Imports neither Sphinx nor docutils.

``develop`` makes clean pictures of one file, ``moving`` cleans what moves, ``darkroom`` keeps
what was made between builds, and ``layout`` says where photos stand.
"""
