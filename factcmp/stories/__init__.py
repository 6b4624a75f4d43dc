"""Many stories in one folder: told apart, each compared within itself, on one machine or several, at a known price."""
