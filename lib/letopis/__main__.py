"""`python -m letopis check FOLDER`: look at a folder of texts before the notebooks run on it."""

import argparse
import sys
from pathlib import Path

from letopis.project.check import report


def main() -> int:
    """Print the report of a folder; 0 where it can be loaded, 1 where not."""
    parser = argparse.ArgumentParser(prog="python -m letopis", description=__doc__)
    parser.add_argument("what", choices=["check"])
    parser.add_argument("folder", type=Path)
    text, loads = report(parser.parse_args().folder)
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(errors="replace")
    print(text, end="")
    return 0 if loads else 1


if __name__ == "__main__":
    sys.exit(main())
