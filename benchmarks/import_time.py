"""
Measure what `import peacekeep` adds to a bare interpreter. Budget: 120 milliseconds.

Each program is a whole process, and the programs take turns, so that a change of load
affects all of them. Run it with: python benchmarks/import_time.py
"""

import statistics
import subprocess
import sys
import time


ROUNDS = 20

PROGRAMS = {
    "bare interpreter": "pass",
    "import peacekeep": "import peacekeep",
    "and a record": "import peacekeep as pk; pk.Mission",
    "and a dataset": "import peacekeep as pk; pk.open_dataset('minusma-article')",
}


def seconds(program: str) -> float:
    """Return how long one process takes. Unit: second."""
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", program], check=True)
    return time.perf_counter() - start


def main() -> None:
    """Print the median time of each program, and how much it adds to the first."""
    times: dict[str, list[float]] = {name: [] for name in PROGRAMS}
    for _ in range(ROUNDS):
        for name, program in PROGRAMS.items():
            times[name].append(seconds(program))
    bare = statistics.median(times["bare interpreter"])
    for name, taken in times.items():
        median = statistics.median(taken)
        print(f"{name:18} {median * 1000:6.1f} ms, {(median - bare) * 1000:+6.1f} ms")


if __name__ == "__main__":
    main()
