"""What each promise has come to, from what happened in all columns; and the rows behind each figure."""
