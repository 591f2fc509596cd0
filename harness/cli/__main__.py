"""``python -m harness.cli`` is ``ecf``."""

from harness.cli import main

if __name__ == "__main__":
    main()
