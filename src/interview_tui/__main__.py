"""`interview-tui`, also as `python -m interview_tui`."""

from __future__ import annotations

import sys


def main() -> int:
    """Runs the command line of this process and gives its exit code."""
    try:
        from interview_tui.cli.group import run

        return run(sys.argv[1:])
    except KeyboardInterrupt:
        return 130  # 128 + SIGINT, as shells write it


if __name__ == "__main__":
    sys.exit(main())
