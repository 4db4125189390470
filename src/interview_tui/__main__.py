"""`interview-tui`, also as `python -m interview_tui`."""

from __future__ import annotations

import sys


def main() -> int:
    """Runs the command line of this process and gives its exit code."""
    arguments = sys.argv[1:]
    kept = None
    try:
        if not arguments or arguments[0].startswith("--"):
            from interview_tui.ui.terminal.stored import show_first

            kept = show_first(arguments)
        from interview_tui.cli.group import run

        return run(arguments, kept)
    except KeyboardInterrupt:
        return 130  # 128 + SIGINT, as shells write it
    finally:
        if kept is not None:
            kept.take_back()


if __name__ == "__main__":
    sys.exit(main())
