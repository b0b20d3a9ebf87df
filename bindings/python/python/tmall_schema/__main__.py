"""The command line: `tmall-schema`, or `python -m tmall_schema`."""

import signal
import sys

from . import _native


def main() -> int:
    """Runs the command line with the arguments of the process and returns its exit code."""
    # Python only notes an interrupt while native code works; the default action ends the process at once.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    return _native.run(["tmall-schema", *sys.argv[1:]])


if __name__ == "__main__":
    sys.exit(main())
