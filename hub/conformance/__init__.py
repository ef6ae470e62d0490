"""Clause by clause: what the portal says it does, and whether a passing test shows it."""
