from __future__ import annotations

from pathlib import Path

import pytest

from harness.errors import OutputNotWritable
from harness.evidence.claim import claimed


def test_a_second_run_does_not_write_into_the_folder_of_the_first(tmp_path: Path) -> None:
    """While one run has a folder, another is told to wait; afterwards it may have it, and nothing is left."""
    with claimed(tmp_path), pytest.raises(OutputNotWritable, match="another run"), claimed(tmp_path):
        pass
    with claimed(tmp_path):
        assert list(tmp_path.iterdir()) == []
