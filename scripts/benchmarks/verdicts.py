"""What `check --base` costs where little changes and much is there, beside git's own comparison of the two commits.

One package gets a release more, in a small registry and in a large one: that should cost the same. One release is
revoked: that may cost as much as to read all packages, for any of them may depend on it.
"""
import os

from benchmarks.measuring import Runs, print_ratios, print_runs, registry, say

SIZES = [1000, 50000]
ACTOR = ["--actor", "github:1000", "--now", "2027-06-01T00:00:00Z", "--json"]  # who holds the role operations
TIMES = 4  # each round runs everything so often: it is over in milliseconds

RELEASE, REVOCATION = "cairn check --base: one release more", "cairn check --base: one release revoked"
DIFF, STAT = "git diff-tree -r: one release more", "git diff --stat: one release more"
READ = "floor: read, all workers"

GROWTH_LIMIT, REVOCATION_LIMIT, SECONDS_LIMIT = 1.3, 1.5, 0.1


def measure(arguments, tools, place):
    """One result for all sizes, since they are compared."""
    sets = [Verdicts(size, registry(size, arguments.packing, arguments.keep or place), tools)
            for size in arguments.sizes or SIZES]
    load = os.getloadavg()[0]
    for number in range(arguments.rounds):
        say(f"verdicts: round {number + 1} of {arguments.rounds}")
        for _ in range(TIMES):
            for each in sets:
                each.round()
        for each in sets:
            for _ in range(TIMES):
                each.round_of_all()
    first, last = sets[0], sets[-1]
    ratios = {
        f"release more, {last.size:,} / {first.size:,}":
            last.runs.ratio(RELEASE, [RELEASE], GROWTH_LIMIT, first.runs),
        f"release more / git diff-tree, {last.size:,}": last.runs.ratio(RELEASE, [DIFF]),
        f"release more / git diff --stat, {last.size:,}": last.runs.ratio(RELEASE, [STAT]),
        f"revoked / read, {last.size:,}": last.runs.ratio(REVOCATION, [READ], REVOCATION_LIMIT),
    }
    return [{
        "configuration": tools.configuration, "packing": arguments.packing, "rounds": arguments.rounds,
        "load": load, "ratios": ratios,
        "sizes": {each.size: {name: each.runs.summary(name) for name in each.runs.runs} for each in sets}}]


class Verdicts:
    """The measurements of one registry."""

    def __init__(self, size, path, tools):
        self.size, self.path, self.tools = size, path, tools
        self.runs = Runs()

    def round(self):
        self.check(RELEASE, "next")
        self.git(DIFF, "diff-tree", "-r", "main", "next")
        self.git(STAT, "diff", "--stat", "main", "next")

    def round_of_all(self):
        self.check(REVOCATION, "revoked")
        self.runs.run(READ, [self.tools.floor, "read", self.path, str(os.cpu_count())])

    def check(self, name, head):
        self.runs.run(name, [self.tools.cairn, "check", "-C", self.path, "--base", "main", "--head", head, *ACTOR])

    def git(self, name, *words):
        self.runs.run(name, ["git", "-C", self.path, *words])


def show(result):
    print(f"\nverdicts, packing {result['packing']}, {result['configuration']}; {result['rounds']} × {TIMES} rounds, "
          f"{os.cpu_count()} cores, load {result['load']:.1f} before")
    for size, measured in result["sizes"].items():
        print(f"\n{size:,} packages × 8 releases")
        print_runs(measured)
    print()
    if result["configuration"] != "release":
        print("Without optimisation the ratios say nothing.")
        return
    print_ratios(result["ratios"])
    last = list(result["sizes"].values())[-1][RELEASE]["wall"]
    print(f"{'release more, ms':46}{last * 1000:>8.0f}{'':17}   goal: at most {SECONDS_LIMIT * 1000:.0f}")
