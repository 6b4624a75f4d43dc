"""The command `factcmp`: errors in a sentence, exit codes as the help says."""

import os
import sys
from collections.abc import Sequence

from factcmp import __version__
from factcmp.cli.overview import help_text


def main(arguments: Sequence[str] | None = None) -> None:
    """Entry point of the command."""
    for stream in (sys.stdout, sys.stderr):
        # Arabic has to come out of a pipe whatever the locale says.
        getattr(stream, "reconfigure", lambda **_: None)(encoding="utf-8")
    given = list(sys.argv[1:] if arguments is None else arguments)
    completing = "_FACTCMP_COMPLETE" in os.environ
    # Told before click is imported, which takes several times as long as Python itself.
    if given == ["--version"] and not completing:
        sys.stdout.write(f"factcmp, version {__version__}\n")
        sys.exit(0)
    if given in (["--help"], ["-h"]) and not completing:
        sys.stdout.write(help_text())
        sys.exit(0)
    from factcmp.cli.app import run

    sys.exit(run(given, as_process=arguments is None))
