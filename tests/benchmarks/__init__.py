"""How long the daily tasks take.  Not collected by pytest: `python -m tests.benchmarks`."""
