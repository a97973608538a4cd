"""Rule files: reading, checking and compiling them."""
