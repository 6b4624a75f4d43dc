"""How good a report is: scores against labelled sets, and stance benchmarks."""
