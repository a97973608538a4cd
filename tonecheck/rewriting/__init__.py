"""Gracious ways to say the same: rewrites of a finding, and of the whole draft."""
