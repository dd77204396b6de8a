"""Signing: the log's own key, and keys of witnesses."""
