"""Measure and print: `./hiroba bench [BENCH] [OPTIONS]`.

Ratios, not times, are what two machines can compare: A and B run in turn in one
process, and the median of their ratios is printed.
"""

import argparse
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence

from tests.bench import annual, api, deadlines, imports, lists, notices, search
from tests.bench.report import Line, machine, write
from tests.postgresql import NoPostgreSQL

ENGINES = ("sqlite", "postgresql")
BENCHES: Mapping[str, Callable[[argparse.Namespace], Iterable[Line]]] = {
    "annual": annual.measure,
    "list": lists.measure,
    "search": search.measure,
    "api": api.measure,
    "import": imports.measure,
    "deadlines": deadlines.measure,
    "notices": notices.measure,
}


def main(arguments: Sequence[str]) -> int:
    """Run the benches that were asked for; all of them by default."""
    options = read(arguments)
    print(machine())
    try:
        for name in options.benches or BENCHES:
            print(f"\n=== {name}", flush=True)
            for line in BENCHES[name](options):
                print(write(line), flush=True)
    except NoPostgreSQL as error:
        print(f"hiroba: {error}", file=sys.stderr)
        return 1
    return 0


def read(arguments: Sequence[str]) -> argparse.Namespace:
    """Read what to measure, and how much of it."""
    parser = argparse.ArgumentParser(prog="./hiroba bench")
    parser.add_argument("benches", nargs="*", choices=[*BENCHES, []])
    parser.add_argument("--engine", action="append", choices=ENGINES, dest="engines")
    parser.add_argument("--repeats", type=int, default=15, help="A and B in turn (15)")
    parser.add_argument("--units", type=int, default=100_000, help="annual (100,000)")
    parser.add_argument(
        "--most", type=int, default=1_000_000, help="list (1,000,000 against 10,000)"
    )
    parser.add_argument("--cases", type=int, default=50_000, help="search (50,000)")
    parser.add_argument(
        "--rows", type=int, action="append", help="import (3,102 and 30,000)"
    )
    parser.add_argument("--letters", type=int, default=50, help="notices (50 a turn)")
    parser.add_argument(
        "--periods", type=int, default=1_000_000, help="deadlines (1,000,000)"
    )
    options = parser.parse_args(arguments)
    options.engines = options.engines or list(ENGINES)
    options.rows = options.rows or [3_102, 30_000]
    return options


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
