"""The signed-in side: a Flask app that refuses everyone by default."""
