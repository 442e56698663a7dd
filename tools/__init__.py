"""What is run by hand now and then: making the site's fonts, serving a build as a web host does."""
