"""What `check` and `build` cost beside the least that any such tool has to do, and beside two others.

The floor is a read of all files in the order of the pack, and a plain write of as many files with as many bytes; the
others are `git cat-file` and forty lines of Python (scripts/bench-peer).
"""
import json
import os
import shutil
import subprocess

from benchmarks.measuring import Runs, SCRIPTS, print_ratios, print_runs, registry, say

SIZES = [1000, 10000]

READ, READ_ALL, WRITE = "floor: read, one worker", "floor: read, all workers", "floor: write"
CAT, PYTHON = "git cat-file, path order", "forty lines of Python"
CHECK, BUILD, AGAIN = "cairn check", "cairn build", "cairn build, again"
NEXT = "cairn build, one release more"

# Name, the measured, what it is divided by, the most that the project allows itself.
RATIOS = [
    ("check / read", CHECK, [READ], 2),
    ("build / (read + write)", BUILD, [READ, WRITE], 3),
    ("build again / (read + write)", AGAIN, [READ, WRITE], None),
    ("build / Python", BUILD, [PYTHON], None),
]
PEAK_LIMIT = 200


def measure(arguments, tools, place):
    """One result for each size."""
    results = []
    for size in arguments.sizes or SIZES:
        site = Site(size, arguments, tools, place)
        site.prepare()
        for number in range(arguments.rounds):
            say(f"{size} packages: round {number + 1} of {arguments.rounds}")
            site.round()
        results.append(site.result())
        shutil.rmtree(site.place)
    return results


class Site:
    """The measurements of one registry."""

    def __init__(self, size, arguments, tools, place):
        self.size, self.arguments, self.tools = size, arguments, tools
        self.place = os.path.join(place, str(size))
        self.registry = registry(size, arguments.packing, arguments.keep or place)
        self.runs = Runs()
        self.volume = {}
        self.load = os.getloadavg()[0]

    def path(self, name):
        return os.path.join(self.place, name)

    def prepare(self):
        """Makes the list of files that git reads, and from the site the list of those that the floor writes."""
        os.makedirs(self.place)
        with open(self.path("ids"), "w") as ids:
            tree = subprocess.run(["git", "-C", self.registry, "ls-tree", "-r", "HEAD"],
                                  check=True, capture_output=True, text=True).stdout
            ids.writelines(line.split()[2] + "\n" for line in tree.splitlines())
        subprocess.run([self.tools.cairn, "build", "-C", self.registry, "--output", self.path("site"), "--json"],
                       check=True, stdout=subprocess.DEVNULL)
        with open(self.path("list"), "w") as files:
            subprocess.run("find . -type f -printf '%s %P\\n' | LC_ALL=C sort -k 2",
                           cwd=self.path("site"), shell=True, check=True, stdout=files)
        self.remove("site", ".site.cairn")

    def round(self):
        cairn, floor = self.tools.cairn, self.tools.floor
        site, plain = self.path("site"), self.path("plain")
        build = [cairn, "build", "-C", self.registry, "--output", site, "--json"]
        self.run(READ, [floor, "read", self.registry, "1"])
        self.runs.run(CHECK, [cairn, "check", "-C", self.registry, "--json"])
        self.run(READ_ALL, [floor, "read", self.registry, str(os.cpu_count())])
        self.run(BUILD, build)
        self.run(AGAIN, build)
        self.run(NEXT, [*build, "--rev", "next"])
        self.remove("site", ".site.cairn")
        self.run(WRITE, [floor, "write", self.path("list"), plain])
        self.remove("plain")
        self.runs.run(CAT, ["git", "-C", self.registry, "cat-file", "--batch"], given=self.path("ids"))
        self.run(PYTHON, [os.path.join(SCRIPTS, "bench-peer"), self.registry, plain])
        self.remove("plain")

    def run(self, name, words):
        """Runs a program that states how many files and bytes it was: in JSON, or as two numbers."""
        self.runs.run(name, words, output=self.path("output"))
        with open(self.path("output")) as output:
            text = output.read()
        if text.startswith("{"):
            answer = json.loads(text)
            self.volume[name] = [answer["files"]["written"], answer["bytes"]["written"]]
        else:
            self.volume[name] = [int(word) for word in text.split()]

    def remove(self, *names):
        for name in names:
            shutil.rmtree(self.path(name), ignore_errors=True)

    def result(self):
        measured = {}
        for name in self.runs.runs:
            files, size = self.volume.get(name, (None, None))
            measured[name] = {**self.runs.summary(name), "files": files, "bytes": size}
        return {"packages": self.size, "packing": self.arguments.packing,
                "configuration": self.tools.configuration, "rounds": self.arguments.rounds,
                "load": self.load, "measured": measured,
                "ratios": {name: self.runs.ratio(*of) for name, *of in RATIOS}}


def show(result):
    print(f"\n{result['packages']:,} packages × 8 releases, packing {result['packing']}, {result['configuration']}; "
          f"{result['rounds']} rounds, {os.cpu_count()} cores, load {result['load']:.1f} before\n")
    print_runs(result["measured"])
    print()
    if result["configuration"] != "release":
        print("Without optimisation the ratios say nothing.")
        return
    print_ratios(result["ratios"])
    peak = max(result["measured"][name]["peakMiB"] for name in (CHECK, BUILD, AGAIN, NEXT))
    print(f"{'peak memory, MiB':46}{peak:>8.0f}{'':17}   goal: under {PEAK_LIMIT}")
