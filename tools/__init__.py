"""What is run by hand now and then: bringing the message catalogues up to date."""
