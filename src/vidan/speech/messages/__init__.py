"""The texts of what we send."""
