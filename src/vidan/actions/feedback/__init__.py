"""What people do with what was said: send, sort, answer, confirm, contest, show; and keep sealed what must be."""
