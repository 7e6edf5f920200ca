"""READ -> PLAN -> APPLY: what comes from outside becomes values, is compared with what is stored, and is written once."""
