"""The closing days of the office: seen, changed, and what a change moves."""
