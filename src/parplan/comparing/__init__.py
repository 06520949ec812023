"""What changed in meaning between two plans, what git can merge of them, and the next year's plan from this one."""
