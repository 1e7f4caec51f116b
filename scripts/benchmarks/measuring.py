"""Programs that are run, and what the kernel says that they took."""
import os
import shutil
import statistics
import subprocess
import sys
import time

SCRIPTS = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
TOP = os.path.dirname(SCRIPTS)
MIB = 1 << 20


def say(text):
    print(text, file=sys.stderr, flush=True)


class Tools:
    """The programs of this repository that are measured."""

    def __init__(self, configuration):
        self.configuration = configuration
        self.cairn, self.floor = (self.build(product) for product in ("cairn", "cairn-floor"))

    def build(self, product):
        subprocess.run(["swift", "build", "-c", self.configuration, "--product", product],
                       cwd=TOP, check=True, stdout=sys.stderr)
        return os.path.join(TOP, ".build", self.configuration, product)


class Runs:
    """Every run of each program, in the order in which the programs came up first."""

    def __init__(self):
        self.runs = {}

    def run(self, name, words, given=os.devnull, output=os.devnull):
        """Runs a program that must succeed, with files for its input and its output."""
        with open(given) as given, open(output, "w") as written:
            started = time.perf_counter()
            process = subprocess.Popen(words, stdin=given, stdout=written)
            try:
                _, status, usage = os.wait4(process.pid, 0)
            except BaseException:  # told to stop: nobody may write into the folder that goes
                process.kill()
                process.wait()
                raise
            wall = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise SystemExit(f"bench: {' '.join(words)} exited with {process.returncode}")
        self.runs.setdefault(name, []).append({
            "wall": wall, "user": usage.ru_utime, "system": usage.ru_stime,
            "peak": usage.ru_maxrss / 1024})

    def summary(self, name):
        runs = self.runs[name]
        walls = [run["wall"] for run in runs]
        return {
            "wall": statistics.median(walls), "fastest": min(walls), "slowest": max(walls),
            "user": statistics.median(run["user"] for run in runs),
            "system": statistics.median(run["system"] for run in runs),
            "peakMiB": max(run["peak"] for run in runs)}

    def ratio(self, name, parts, goal=None, other=None):
        """The median over the rounds of the ratio in each; of the parts' runs, or of those elsewhere."""
        below = (other or self).runs
        each = [run["wall"] / sum(below[part][number]["wall"] for part in parts)
                for number, run in enumerate(self.runs[name])]
        return {"median": statistics.median(each), "lowest": min(each), "highest": max(each), "goal": goal}


def registry(size, packing, place, *options):
    """A registry of so many packages, made by scripts/bench-registry where it is not there yet."""
    path = os.path.join(place, "".join([f"{size}-{packing}", *options, ".git"]))
    if os.path.exists(path):
        return path
    say(f"{size} packages: making the registry")
    os.makedirs(place, exist_ok=True)
    unfinished = path + ".unfinished"
    shutil.rmtree(unfinished, ignore_errors=True)
    subprocess.run([os.path.join(SCRIPTS, "bench-registry"), "--packages", str(size),
                    "--packing", packing, *options, unfinished], check=True)
    os.rename(unfinished, path)
    return path


def print_runs(measured):
    """A line for each program: seconds on the clock and on the processors, memory, and what it wrote."""
    print(f"{'':46}{'wall s':>8}{'(spread)':>17}{'user s':>9}{'sys s':>8}{'peak MiB':>10}{'files':>10}{'MiB':>8}")
    for name, one in measured.items():
        spread = f"({one['fastest']:.3f}–{one['slowest']:.3f})"
        volume = f"{one['files']:>10,}{one['bytes'] / MIB:>8.1f}" if one.get("files") is not None else ""
        print(f"{name:46}{one['wall']:>8.3f}{spread:>17}{one['user']:>9.2f}{one['system']:>8.2f}"
              f"{one['peakMiB']:>10.0f}{volume}")


def print_ratios(ratios):
    for name, ratio in ratios.items():
        goal = f"   goal: at most {ratio['goal']}" if ratio["goal"] else ""
        spread = f"({ratio['lowest']:.2f}–{ratio['highest']:.2f})"
        print(f"{name:46}{ratio['median']:>8.2f}{spread:>17}{goal}")
