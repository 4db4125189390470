"""`interview-tui`, also as `python -m interview_tui`."""

from __future__ import annotations

import os
import sys
from contextlib import suppress

TYPE_CHECKING = False  # the module typing is not loaded for a name
if TYPE_CHECKING:
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


def find_first_frame(arguments: list[str]) -> FirstFrame | None:
    """The frame that is true now, if these arguments open the dashboard and one was kept; else None."""
    given = dict(zip(arguments[::2], arguments[1::2], strict=False))
    if len(arguments) % 2 or not given.keys() <= {"--db", "--config"} or len(given) * 2 != len(arguments):
        return None
    if not all(os.isatty(stream) for stream in range(3)):
        return None
    from pathlib import Path

    from interview_tui.paths import find_paths, first_frame_cache

    store, configuration = given.get("--db"), given.get("--config")
    paths = find_paths(
        os.environ, store=Path(store) if store else None, configuration=Path(configuration) if configuration else None
    )
    return first_frame_cache(paths).find()


def main() -> int:
    """Runs the command line of this process and gives its exit code."""
    sys.excepthook = crashed
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
        if not arguments or arguments[0].startswith("--"):
            first_frame = find_first_frame(arguments)
            if first_frame is not None and not first_frame.show():
                first_frame = None
        from interview_tui.cli.group import run

        return run(arguments, first_frame)
    except KeyboardInterrupt:
        return 130  # 128 + SIGINT, as shells write it
    finally:
        if first_frame is not None:
            first_frame.take_back()


if __name__ == "__main__":
    sys.exit(main())
