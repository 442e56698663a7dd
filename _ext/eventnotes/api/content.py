"""The content of a file by what it is made of, so that it is made only where that has changed."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from typing import ParamSpec

Values = ParamSpec("Values")


class MadeOf:
    """The content of a file that depends on some values, and on nothing else of the notes.

    An export returns one in the place of the content. The function is called with the values where
    there is no such file yet, where ``repr()`` says something else of the values than when it was
    written, and where the extension or a setting has changed.
    """

    def __init__(
        self,
        make: Callable[Values, str | bytes],
        *values: Values.args,
        **named: Values.kwargs,
    ) -> None:
        """Take what makes the content, and the values that it is made of.

        :param make: takes the values, and returns the content as the function of an export does.
        :param values: texts, numbers, records of the notes, tuples of them; what ``repr()`` does
            not tell apart is no other value.
        """
        self._make = make
        self._values = values
        self._named = named

    def make(self) -> object:
        """Return the content."""
        return self._make(*self._values, **self._named)

    def digest(self, site: bytes) -> str:
        """Return what tells the values from others.

        :param site: the digest of all else that the content may depend on.
        """
        made = sha256(site)
        made.update(repr((self._values, self._named)).encode("utf-8", "surrogatepass"))
        return made.hexdigest()
