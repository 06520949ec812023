"""The speed of parplan beside other programs: generated plans, the same tasks for each, and measurements in turns."""
