"""What monitoring programs are told."""
