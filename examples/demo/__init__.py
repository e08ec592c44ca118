"""The demonstration: two fictional organisations with invented reports, a role switcher, a shelf of mail and a clock that moves."""
