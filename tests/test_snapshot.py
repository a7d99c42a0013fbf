import pandas as pd
import pytest
from snapshot import FOLDERS, KEPT, as_text, tables


@pytest.mark.parametrize("where", FOLDERS)
def test_no_table_says_anything_else_than_before(where):
    for name, table in tables(FOLDERS[where]):
        kept = pd.read_csv(KEPT / f"{where}-{name}.csv", dtype="str", keep_default_na=False)
        now = as_text(table)
        same = now[list(kept.columns)]
        pd.testing.assert_frame_equal(same, kept, check_dtype=False, obj=f"{where}: {name}")
