"""Runs one command and writes what it took, as JSON, to file descriptor 3.

wait4 counts the command and every process below it that was waited for: CPU seconds are their sum,
the resident set is that of the largest one. Peak RSS has a floor of about 10 MB, this interpreter's own.
"""

import json
import os
import sys
import time

os.set_inheritable(3, False)
start = time.perf_counter()
pid = os.posix_spawnp(sys.argv[1], sys.argv[1:], os.environ)
_, status, usage = os.wait4(pid, 0)
wall = time.perf_counter() - start
with os.fdopen(3, "w") as out:
    json.dump(
        {
            "exit": os.waitstatus_to_exitcode(status),
            "wall": wall,
            "cpu": usage.ru_utime + usage.ru_stime,
            "rss": usage.ru_maxrss * 1024,
        },
        out,
    )
