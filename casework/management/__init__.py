"""What an administrator does at the command line."""
