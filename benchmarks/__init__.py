"""What the product costs in time, beside a bare baseline in the same run. Loopback only."""
