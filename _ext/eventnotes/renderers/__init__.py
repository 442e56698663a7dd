"""From the trees of ``views`` to a format: one dispatch over their kinds for each."""
