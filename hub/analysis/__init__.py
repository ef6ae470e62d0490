"""The quarterly analysis for the authorised body (clause 70)."""
