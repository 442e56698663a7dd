"""What is run by hand now and then: for the catalogues, the site's fonts, a look as on the web."""
