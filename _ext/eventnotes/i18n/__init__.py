"""What the program says: labels, phrases, dates and numbers, in the language of the site."""
