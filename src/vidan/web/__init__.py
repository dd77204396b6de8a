"""The web door: parse, call, answer."""
