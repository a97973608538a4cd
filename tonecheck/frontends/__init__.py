"""The ways in: command line, spaCy component, files and folders."""
