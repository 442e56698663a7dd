"""What is derived of all pages: which records each holds, and which id is whose."""
