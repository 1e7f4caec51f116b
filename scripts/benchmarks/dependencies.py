"""What dependencies cost: finding out what cannot be met, resolving, and one release more where others depend on it.

The registry is one of scripts/bench-registry --dependencies. Closure and many resolutions are measured in one process
that has read all packages (cairn-floor dependencies); a resolution from a site or a registry is a process of its own,
as are the builds: from nothing, and from the site of the commit before, for a package in the middle and for the one on
which most others depend.
"""
import json
import os
import shutil

from benchmarks.measuring import Runs, print_runs, registry, say

SIZE, RELEASES = 25000, 5
REQUESTS = 1000

ALONE = "closure and resolutions, in memory"
SITE, REGISTRY = "cairn resolve --site", "cairn resolve, from the registry"
FULL, SECOND = "cairn build, from nothing", "cairn build, the second ever"
NEXT, POPULAR = "cairn build, one release more", "cairn build, the same of the most wanted"

# Name, where to find it, what divides it, the most that the project allows itself.
GOALS = [
    ("closure of everything, s", "closure", 1e3, 2),
    ("resolution, median, ms", "median", 1e3, 20),
    ("resolution, slowest, ms", "slowest", 1e3, 1000),
    ("searches given up", "gaveUp", 1, 0),
]
TIMES = [("resolution from a site, ms", SITE, 100), ("one release more, ms", NEXT, 60),
         ("the same of the most wanted, ms", POPULAR, 60)]
PEAK_LIMIT = 500


def measure(arguments, tools, place):
    """One result for each size."""
    return [Dependencies(size, arguments, tools, place).result() for size in arguments.sizes or [SIZE]]


class Dependencies:
    """The measurements of one registry."""

    def __init__(self, size, arguments, tools, place):
        self.size, self.arguments, self.tools = size, arguments, tools
        self.place = os.path.join(place, f"dependencies-{size}")
        self.registry = registry(
            size, arguments.packing, arguments.keep or place, "--dependencies", "--releases", str(RELEASES))
        self.runs, self.volume, self.alone = Runs(), {}, []
        self.load = os.getloadavg()[0]

    def path(self, name):
        return os.path.join(self.place, name)

    def result(self):
        os.makedirs(self.place)
        for number in range(self.arguments.rounds):
            say(f"dependencies of {self.size} packages: round {number + 1} of {self.arguments.rounds}")
            self.round()
        shutil.rmtree(self.place)
        measured = {}
        for name in self.runs.runs:
            files, size = self.volume.get(name, (None, None))
            measured[name] = {**self.runs.summary(name), "files": files, "bytes": size}
        best = {key: min(one[key] for one in self.alone) for _, key, _, _ in GOALS}
        return {"configuration": self.tools.configuration, "packing": self.arguments.packing, "load": self.load,
                "rounds": self.arguments.rounds, "measured": measured, "alone": {**self.alone[0], **best}}

    def round(self):
        cairn, site = self.tools.cairn, self.path("site")
        self.runs.run(ALONE, [self.tools.floor, "dependencies", self.registry, str(REQUESTS)],
                      output=self.path("output"))
        with open(self.path("output")) as output:
            self.alone.append(json.load(output))
        typical = self.alone[-1]["typical"]
        self.build(FULL, "main")
        self.runs.run(SITE, [cairn, "resolve", typical, "--site", site, "--json"])
        self.runs.run(REGISTRY, [cairn, "resolve", typical, "-C", self.registry, "--json"])
        self.build(SECOND, "later~2")
        self.build(NEXT, "later~1")
        self.build(POPULAR, "later")
        for name in ("site", ".site.cairn"):
            shutil.rmtree(self.path(name), ignore_errors=True)

    def build(self, name, revision):
        self.runs.run(name, [self.tools.cairn, "build", "-C", self.registry, "--rev", revision,
                             "--output", self.path("site"), "--json"], output=self.path("output"))
        with open(self.path("output")) as output:
            answer = json.load(output)
        if answer["incremental"] != (name != FULL):
            raise SystemExit(f"bench: '{name}' was not as it should be: {answer}")
        self.volume[name] = [answer["files"]["written"], answer["bytes"]["written"]]


def show(result):
    alone, measured = result["alone"], result["measured"]
    print(f"\n{alone['packages']:,} packages, {alone['releases']:,} releases with {alone['edges']:,} dependencies, "
          f"packing {result['packing']}, {result['configuration']}; {result['rounds']} rounds, "
          f"load {result['load']:.1f} before\n"
          f"{alone['unmet']:,} releases cannot be met; of {alone['requests']:,} requests {alone['solutions']:,} have a "
          f"solution, half of {alone['typicalSize']} packages or more, the largest of {alone['largestSize']}\n")
    print_runs(measured)
    print()
    if result["configuration"] != "release":
        print("Without optimisation the times say nothing.")
        return
    for name, key, unit, goal in GOALS:
        print(f"{name:46}{alone[key] / unit:>8.1f}{'':17}   goal: at most {goal}")
    for name, run, goal in TIMES:
        print(f"{name:46}{measured[run]['wall'] * 1000:>8.1f}{'':17}   goal: at most {goal}")
    peak = max(one["peakMiB"] for one in measured.values())
    print(f"{'peak memory, MiB':46}{peak:>8.0f}{'':17}   goal: under {PEAK_LIMIT}")
