"""The spring: records not to be destroyed, the carry-over, the turn of the year."""
