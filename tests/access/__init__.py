"""Every address of the paper, who gets in, and how it is asked: `table` is the list, test_access.py holds it."""
