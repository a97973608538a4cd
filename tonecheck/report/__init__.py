"""Reports for people and for machines: they show what a `Report` carries, nothing more."""
