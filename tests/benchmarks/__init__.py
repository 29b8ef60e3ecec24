"""Speed, memory, growth, ours and others'.  Not collected by pytest: `python -m tests.benchmarks --help`."""
