"""Runs a command and adopts every process that it leaves behind, so that none can hide (Linux).

Used as ``python -m tests.keeper COMMAND…`` by :mod:`tests.kept`: the process makes itself the reaper of its
descendants, says the command's process number, later its exit code, and stays until its input closes.
Then it ends what is left.
"""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
import threading
from contextlib import suppress

from tests.processes import descendants

PR_SET_CHILD_SUBREAPER = 36  # prctl(2); Python has no name for it


def main() -> None:
    """Starts the command of ``sys.argv`` with this process's own output, and reaps until told to end."""
    if ctypes.CDLL(None, use_errno=True).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0):
        raise OSError(ctypes.get_errno(), "prctl(PR_SET_CHILD_SUBREAPER)")
    child = subprocess.Popen(
        sys.argv[1:],
        stdin=subprocess.DEVNULL,
        stdout=sys.stderr,  # what the command says; this process's own output is for the test
        start_new_session=True,  # a terminal of its own, as far as signals to the whole group go
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    print(child.pid, flush=True)
    threading.Thread(target=_reap, args=(child.pid,), daemon=True).start()
    sys.stdin.read()
    for process in descendants(os.getpid()):
        with suppress(ProcessLookupError):
            os.kill(process, signal.SIGKILL)


def _reap(command: int) -> None:
    while True:
        try:
            pid, status = os.wait()
        except ChildProcessError:
            return  # nothing is left, and nothing can come any more
        if pid == command:
            print(os.waitstatus_to_exitcode(status), flush=True)


if __name__ == "__main__":
    main()
