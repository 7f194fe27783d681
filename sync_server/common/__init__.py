"""What three apps need, and no more: the clock, refusals, the server's keys, storage faults."""
