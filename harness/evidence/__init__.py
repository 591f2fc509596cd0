"""Evidence of a run: secrets, the recorder, and the one door to the disk."""
