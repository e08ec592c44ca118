"""The public side: a Flask app in which anyone can report, without an account and without JavaScript."""
