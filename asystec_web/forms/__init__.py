"""What people submit, parsed: one form per step, domain types once."""
