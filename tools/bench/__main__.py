"""Measures, prints the table, and writes it into docs/performance.md: `make bench`."""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from tools.bench import graph, imports, programs, report, running
from tools.bench.stores import Source, a_csv, a_maildir, cache_folder

if TYPE_CHECKING:
    from tools.bench.figures import Found

PAGE = Path(__file__).parents[2] / "docs" / "performance.md"
SIZES = (100, 1_000, 10_000)
PARTS = ("commands", "keys", "idle", "transfers", "profile")


def main() -> None:
    """All of it, or as little as is asked for."""
    ask = argparse.ArgumentParser(prog="python -m tools.bench", description=__doc__)
    ask.add_argument("--quick", action="store_true", help="few rounds, 100 and 1,000 interviews, a short idle")
    ask.add_argument("--sizes", type=_numbers, help="interviews, such as 100,10000")
    ask.add_argument("--rounds", type=int, help="how often each program is started and used (7)")
    ask.add_argument("--only", type=_parts, default=set(PARTS), help=f"of {', '.join(PARTS)}; several with commas")
    ask.add_argument("--no-peers", action="store_true", help="only the program and the floor")
    ask.add_argument("--json", type=Path, metavar="FILE", help="also write every sample into this file")
    ask.add_argument("--source", type=Path, metavar="SRC", help="measure the program in another folder of sources")
    ask.add_argument("--page", action="store_true", help=f"write the report and its graphs into {PAGE.name}")
    given = ask.parse_args()
    given.sizes = given.sizes or (SIZES[:2] if given.quick else SIZES)
    given.rounds = given.rounds or (2 if given.quick else 7)
    if given.page and given.only != set(PARTS):
        ask.error("the page wants all parts")
    with tempfile.TemporaryDirectory() as folder:
        found, modules, missing = _measure(given, Path(folder))
    if given.json:
        given.json.write_text(json.dumps({"samples": found, "missing": missing}, indent=1), encoding="utf-8")
    texts = {"figures": report.table(found, missing), "sizes": report.by_size(found), "start": imports.table(modules)}
    sys.stdout.write("\n\n".join(texts.values()) + "\n")
    if given.page:
        for name, text in texts.items():
            report.put(PAGE, name, text)
        graph.draw(found, PAGE.parent)


def _measure(given: argparse.Namespace, work: Path) -> tuple[Found, list[imports.Module], list[str]]:
    """Every sample, sorted; the modules of the start; and a line about each peer that was not there."""
    samples, cache = running.no_samples(), cache_folder()
    mine = programs.ours(Source(cache, given.source and given.source.resolve()), given.sizes, work)
    peers, missing = ([], []) if given.no_peers else programs.peers(work, cache)
    everyone = [programs.floor(work), *mine, *peers]
    if "commands" in given.only:
        running.commands(mine, 4 * given.rounds, samples)
    if "keys" in given.only:
        running.dashboards(everyone, given.rounds, samples)
    if "idle" in given.only:
        running.idles(everyone, 10 if given.quick else 60, samples)
    if "transfers" in given.only:
        rows = 1_000 if given.quick else 10_000
        running.transfers(mine[-1], a_csv(rows, cache), a_maildir(rows, cache), work, min(3, given.rounds), samples)
    modules = imports.profile(mine[0]) if "profile" in given.only else []
    found = {name: {figure: sorted(values) for figure, values in figures.items()} for name, figures in samples.items()}
    return found, modules, missing


def _numbers(text: str) -> list[int]:
    return sorted(int(number) for number in text.split(","))


def _parts(text: str) -> set[str]:
    parts = set(text.split(","))
    if unknown := parts - set(PARTS):
        raise argparse.ArgumentTypeError(f"no such part: {', '.join(sorted(unknown))}")
    return parts


if __name__ == "__main__":
    main()
