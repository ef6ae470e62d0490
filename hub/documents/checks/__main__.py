"""python -m hub.documents.checks NAME PATH [SECONDS MEMORY_MIB]: the verdict as JSON on standard output."""

import json
import os
import sys
from pathlib import Path
from typing import Final

from hub.documents.checks import check

_DENIED: Final = ("socket.", "subprocess.", "os.system", "os.exec", "os.fork", "os.posix_spawn", "urllib.")
USAGE: Final = "Usage: python -m hub.documents.checks NAME PATH [SECONDS MEMORY_MIB]"


def confine(seconds: int, memory_mib: int) -> None:
    """Bounds this process for good: processor seconds and memory; no file to write, no process to start."""
    import resource

    limits = {
        resource.RLIMIT_CPU: seconds,
        resource.RLIMIT_AS: memory_mib * 1024 * 1024,
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_NOFILE: 64,
        resource.RLIMIT_NPROC: 0,
        resource.RLIMIT_CORE: 0,
    }
    for limit, wanted in limits.items():
        ceiling = resource.getrlimit(limit)[1]
        bound = wanted if ceiling == resource.RLIM_INFINITY else min(wanted, ceiling)
        resource.setrlimit(limit, (bound, bound))


def shut_out() -> None:
    """From here on Python code in this process opens no connection and starts no program; it ends if it tries."""

    def deny(event: str, _given: tuple[object, ...]) -> None:
        if event.startswith(_DENIED):
            os._exit(3)

    sys.addaudithook(deny)


def main(arguments: list[str]) -> int:
    if len(arguments) not in {2, 4}:
        sys.stderr.write(USAGE + "\n")
        return 2
    name, path, *limits = arguments
    if limits:
        confine(*map(int, limits))
        shut_out()
    json.dump(check(Path(path), name).as_json(), sys.stdout, ensure_ascii=False)
    sys.stdout.write("\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
