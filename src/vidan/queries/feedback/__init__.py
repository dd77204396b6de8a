"""What may be seen of what was said: by its sender, by the desk, by everybody, by the confidential handler."""
