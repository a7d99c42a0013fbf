"""A new folder of texts: an example that works, and the empty tables with their columns."""

from importlib.resources import files
from pathlib import Path

from letopis.texts.errors import InputError
from letopis.texts.files import write
from letopis.texts.schemas import SCHEMAS

EXAMPLE = files("letopis.project") / "data" / "new"
OF_THE_PROJECT = {"labels.csv", "captions.csv", "lemmas.csv", "stop_words.csv", "defects.csv"}


def new_folder(folder: Path) -> list[Path]:
    """Write an example of two short texts and their tables into a folder that has none.

    Tables that the example does not need have their columns and no row.

    Returns:
        The files written.

    Raises:
        InputError: The folder has files: nothing is written.
    """
    if folder.is_dir() and any(folder.iterdir()):
        remedy = "choose a new folder, and copy from it what you need"
        raise InputError(f"{folder}: expected an empty folder, or none; found files; {remedy}.")
    contents = {file.name: file.read_bytes() for file in EXAMPLE.iterdir()}
    for name, schema in SCHEMAS.items():
        if name not in contents and name not in OF_THE_PROJECT:
            header = ",".join(column.name for column in schema.columns)
            contents[name] = f"{header}\n".encode()
    return [write(folder / name, data) for name, data in sorted(contents.items())]
