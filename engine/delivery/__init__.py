"""The only code that sends anything out of the process."""
