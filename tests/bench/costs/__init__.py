"""What factcmp costs beside the model: `make bench` writes each figure beside its goal, as ratios within one run."""
