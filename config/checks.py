"""System checks: an installation that cannot work says so before it starts."""
