"""Statements of the bank: read (CSV, MT940, camt.053), kept once, and proposed to fees."""
