"""The public directory of federal courts: host, name, version and telephone of every court with CM/ECF.

A court in it that has no profile of its own is *assumed*: it looks as the base for its kind says.
The table is ``directory.tsv``: a line for each host, with the columns of :class:`Listed`.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from mock_ecf.data_errors import DataError, Layer, located

FILE_NAME = "directory.tsv"
_SOURCE = "directory"
_UNKNOWN = "not stated"
_COLUMNS = ("code", "base", "name", "district", "host", "psc_court_id", "version", "phone")


@dataclass(frozen=True, slots=True)
class Listed:
    """One court as the directory lists it; ``base`` is the base of its profile, ``line`` where it stands."""

    code: str
    base: str
    name: str
    district: str
    host: str
    psc_court_id: str
    version: str
    phone: str
    line: int

    def layer(self, file: Path) -> Layer:
        """The facts as a layer of a profile, below the court's own file if it has one."""
        phone = _fact(self.phone, _SOURCE) if self.phone else _fact(_UNKNOWN, "ours")
        data = {
            "base": self.base,
            "basis": "assumed",
            "code": self.code,
            "name": self.name,
            "district": self.district,
            "host": self.host,
            "psc_court_id": self.psc_court_id,
            "provenance": _SOURCE,
            "version": _fact(self.version, _SOURCE),
            "help_desk": {"phone": phone, "mail": _fact(_UNKNOWN, "ours")},
        }
        return Layer(file, "", data)


def read_directory(folder: Path) -> Mapping[str, Listed]:
    """Every court of the directory by its code; none where a folder has no directory.

    Errors: :class:`~mock_ecf.data_errors.DataError` for other columns or for a code that comes twice.
    """
    file = folder / FILE_NAME
    if not file.exists():
        return {}
    found: dict[str, Listed] = {}
    with file.open(encoding="utf-8", newline="") as lines:
        reader = csv.DictReader(lines, delimiter="\t")
        if tuple(reader.fieldnames or ()) != _COLUMNS:
            raise DataError(located(file, 1, f"expected the columns {', '.join(_COLUMNS)}"))
        for row in reader:
            if row["code"] in found or None in row or None in row.values():
                trouble = f"{row['code']}: comes twice, or has a wrong number of columns"
                raise DataError(located(file, reader.line_num, trouble))
            found[row["code"]] = Listed(**row, line=reader.line_num)
    return found


def _fact(text: str, provenance: str) -> dict[str, str]:
    return {"text": text, "provenance": provenance}
