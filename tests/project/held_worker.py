"""Loaded into a Dask worker by test_library.py: no part is begun until the test lets it.

The folder GATE has a file a worker, with the part that it is about to make, and the file `limit`:
the number of parts that may be done.
"""

import os
import time
from pathlib import Path

from letopis.project import library_parts

GATE = Path(os.environ["LETOPIS_TEST_GATE"])
make_part = library_parts.make_part


def make_part_when_let(part, work):
    (GATE / f"worker-{os.getpid()}").write_text(part.name)
    records = Path(work.out) / library_parts.RECORDS
    while len(list(records.glob("part-*.json"))) >= int((GATE / "limit").read_text() or 0):
        time.sleep(0.01)
    return make_part(part, work)


def dask_setup(worker):
    library_parts.make_part = make_part_when_let
