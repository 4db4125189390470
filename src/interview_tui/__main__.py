"""`interview-tui`, also as `python -m interview_tui`."""

from __future__ import annotations

import gc
import os
import sys
from contextlib import suppress

TYPE_CHECKING = False  # the module typing is not loaded for a name
if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType
    from typing import NoReturn

    from interview_tui.terminal.first_frame_cache import FirstFrame


def leave_at_once(code: int) -> NoReturn:
    """Ends the process without taking apart, module by module, what it has loaded: all is written and closed."""
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            with suppress(OSError):
                stream.flush()
    os._exit(code)


def crashed(_kind: type[BaseException], error: BaseException, _trace: TracebackType | None) -> None:
    """An error of the program's own ends it with one line, in the place of Python's report."""
    from interview_tui.crash_log import note
    from interview_tui.paths import find_paths

    line = note(error, find_paths(os.environ).log)
    if sys.stderr is not None:
        with suppress(OSError):
            sys.stderr.write(f"{line}\n")


def plain_start(arguments: list[str]) -> tuple[Path | None, Path | None] | None:
    """The store and the configuration, if the arguments open the dashboard on a terminal and say no more; else None."""
    given = dict(zip(arguments[::2], arguments[1::2], strict=False))
    if len(arguments) % 2 or not given.keys() <= {"--db", "--config"} or len(given) * 2 != len(arguments):
        return None
    if "" in given.values() or not all(os.isatty(stream) for stream in range(3)):
        return None
    from pathlib import Path

    store, configuration = given.get("--db"), given.get("--config")
    return Path(store) if store else None, Path(configuration) if configuration else None


def find_first_frame(store: Path | None, configuration: Path | None) -> FirstFrame | None:
    """The frame that is true now, if one was kept; else None."""
    from interview_tui.paths import find_paths, first_frame_cache

    return first_frame_cache(find_paths(os.environ, store=store, configuration=configuration)).find()


def main() -> int:
    """Runs the command line of this process and gives its exit code."""
    sys.excepthook = crashed
    gc.disable()  # what a command loads stays to its end: to look for garbage among it takes a tenth of the time
    arguments = sys.argv[1:]
    first_frame = None
    try:
        asked = os.environ.get("_INTERVIEW_TUI_COMPLETE")
        if asked:
            from interview_tui.cli.group import complete

            leave_at_once(complete(asked))
        if "status" in arguments or "due" in arguments:
            from interview_tui.cli.fast_path import run as run_plain

            code = run_plain(arguments)
            if code is not None:
                leave_at_once(code)
        plain = plain_start(arguments) if not arguments or arguments[0].startswith("--") else None
        if plain is not None:
            first_frame = find_first_frame(*plain)
            if first_frame is not None and not first_frame.show():
                first_frame = None
            from interview_tui.cli.dashboard import run as run_dashboard

            return run_dashboard(*plain, first_frame)
        from interview_tui.cli.group import run

        leave_at_once(run(arguments))
    except KeyboardInterrupt:
        return 130  # 128 + SIGINT, as shells write it
    finally:
        if first_frame is not None:
            first_frame.take_back()


if __name__ == "__main__":
    sys.exit(main())
