"""The dictionary pymorphy3 keeps on disk, walked for many forms at once, several times as fast as one by one.

The file is a double-array trie: units of 32 bits, where the unit of a node and the next byte tell the node to go to
(Aoe 1989, An efficient digital search algorithm by using a double-array structure; laid out as in Yata's dawgdic).
"""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

YE, YO = ord("е"), ord("ё")


class Found(NamedTuple):
    """For each form: how many of its spellings there are; the node behind the last of them, or 0; whether as written.

    Forms with the same node are continued alike: what the file says of one, it says of the others.
    """

    spellings: np.ndarray
    node: np.ndarray
    written: np.ndarray


class Trie:
    """Walks such a file."""

    def __init__(self, path: Path):
        """Read the units; what stands behind them in the file, for going through all forms, is not needed."""
        count = int(np.fromfile(path, "<u4", 1)[0])
        self.units = np.fromfile(path, "<u4", count, offset=4)

    def _step(self, nodes: np.ndarray, labels: np.ndarray) -> np.ndarray:
        """Go from nodes by a byte each; 0, which is the root, where there is no such way."""
        units = self.units.take(nodes)
        onward = nodes ^ (units >> 10 << ((units & 0x200) >> 6)) ^ labels
        onward[onward >= len(self.units)] = 0
        onward *= (self.units.take(onward) & 0x800000FF) == labels
        return onward

    def _letter(self, nodes: np.ndarray, letters: np.ndarray) -> np.ndarray:
        """Go from nodes by a letter each, written as UTF-8: one byte for a Latin letter, two for a Cyrillic one."""
        two = letters >= 0x80
        nodes = self._step(nodes, np.where(two, 0xC0 | letters >> 6, letters)) * (letters < 0x800)
        return np.where(two, self._step(nodes, 0x80 | letters & 0x3F), nodes)

    def find(self, forms: Sequence[str], end: str, yo: bool = False) -> Found:
        """Find forms followed by a mark of the file.

        In: forms in lower case; the mark; whether an е may also stand for ё.

        >>> from pymorphy3 import MorphAnalyzer
        >>> forms = Trie(Path(MorphAnalyzer().dictionary.path) / "words.dawg")
        >>> forms.find(["все", "щас", "щщщ"], "\\1", yo=True).spellings.tolist()
        [2, 1, 0]
        """
        letters = np.frombuffer("".join(forms).encode("utf-32-le"), "<u4")
        lengths = np.fromiter(map(len, forms), np.int64, len(forms))
        starts, count, at = np.cumsum(lengths) - lengths, len(forms), 0
        found = Found(np.zeros(count, np.int64), np.zeros(count, np.uint32), np.ones(count, bool))
        rows, nodes, written = np.arange(count), np.zeros(count, np.uint32), np.ones(count, bool)
        while len(rows):
            whole = lengths[rows] == at
            behind = self._step(nodes[whole], np.uint32(ord(end)))
            there, row = behind > 0, rows[whole]
            found.spellings[:] += np.bincount(row[there], minlength=count)
            found.node[row[there]], found.written[row[there]] = behind[there], written[whole][there]
            rows, nodes, written = rows[~whole], nodes[~whole], written[~whole]
            letter = letters[starts[rows] + at]
            both = (letter == YE) & yo
            rows, nodes = np.append(rows, rows[both]), np.append(nodes, nodes[both])
            written = np.append(written, np.zeros(both.sum(), bool))
            letter = np.append(letter, np.full(both.sum(), YO, np.uint32))
            nodes, at = self._letter(nodes, letter), at + 1
            alive = nodes > 0
            rows, nodes, written = rows[alive], nodes[alive], written[alive]
        return found
