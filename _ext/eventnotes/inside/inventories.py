"""What other projects have in their inventories, as intersphinx has loaded them.

Reason: intersphinx finds an object by its id alone; a title has to be looked up before.
Written against: Sphinx 8.1 to 9.2 (where intersphinx keeps inventories in the environment; before
8.2 a row of one is a tuple).
Without it: roles find what other notes hold by id alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sphinx.environment import BuildEnvironment


def objects_elsewhere(
    env: BuildEnvironment, key: str | None, domain: str
) -> Iterator[tuple[str, str, str, str]]:
    """Yield kind, id, title and address of each object of a domain.

    :param key: of a project in ``intersphinx_mapping``; None for all projects.
    """
    inventory: Any = getattr(env, "intersphinx_inventory", {})
    if key is not None:
        inventory = getattr(env, "intersphinx_named_inventory", {}).get(key, {})
    for name, rows in inventory.items():
        if name.startswith(f"{domain}:"):
            for identifier, row in rows.items():
                address, title = row[2:] if type(row) is tuple else (row.uri, row.display_name)
                yield name.partition(":")[2], identifier, title, address
