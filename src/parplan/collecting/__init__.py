"""What units are asked in forms, what they answered, and what of it is to be recorded."""
