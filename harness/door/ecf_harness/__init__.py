"""The door: what is installed under the distribution's own name, and leads to the rooms.

The rooms have everyday names (``harness``, ``flows``), which a folder of the user's may bear, too. What lies
here has no such name, imports none of them while it is loaded, and says so when one is hidden.
"""
