"""What is different between two versions of a template: as values, in words, and held against what the author says has become of names."""
