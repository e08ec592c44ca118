"""What may be counted, and the counting: facts hold closed values only, and never say whose they are."""
