"""What breaks a paper's acts: a process that is killed, many at once, a clock, readers who look everywhere."""
