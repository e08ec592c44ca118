"""Whether there is more of something than usual: series of numbers without names, judged by the chance of what was counted."""
