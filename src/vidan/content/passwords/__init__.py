"""Passwords that too many people choose."""
