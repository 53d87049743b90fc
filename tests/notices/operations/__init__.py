"""What is done with letters and mails."""
