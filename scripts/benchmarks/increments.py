"""What a build costs where the site of an earlier commit is there: it should follow the change, whatever the size.

Each round builds one commit more, which adds a release to a package; then the same commit again. At the end come a few
releases at once, and more, and most: the cost against the change. Up to 50,000 packages
the site is a folder, above a branch of the repository: a file system in memory has not so many names. Beside it stand
git's own comparison of the two commits, and at one size dumb-pypi, which makes an index of Python packages, from
nothing and for one package.
"""
import json
import os
import shutil
import subprocess

from benchmarks.measuring import Runs, SCRIPTS, print_ratios, print_runs, registry, say

SIZES = [2000, 10000]
LATER = 24  # commits on the branch `later`
ROUNDS = 8  # at the most, so that commits are left for several at once
SEVERAL = [2, 4, 8]
LARGEST_FOLDER = 50000
PEER_SIZE = 10000
BRANCH = "bench-site"

FULL, SECOND = "cairn build, from nothing", "cairn build, the second ever"
RELEASE, NOTHING = "cairn build, one release more", "cairn build, nothing new"
MORE = {count: f"cairn build, {count} releases more" for count in SEVERAL}
GIT = "git diff-tree"
PEER_FULL, PEER = "dumb-pypi, from nothing", "dumb-pypi, one package changed"

GOALS = [("one release, ms", RELEASE, 60), ("nothing new, ms", NOTHING, 20)]


def measure(arguments, tools, place):
    """One result for each size. Each round goes over all sizes, for they are compared."""
    kinds = [(), ("--one-project",)] if arguments.one_project else [()]
    sites = [Increments(size, options, arguments, tools, place)
             for size in arguments.sizes or SIZES for options in kinds]
    for site in sites:
        site.prepare()
    for number in range(min(arguments.rounds, ROUNDS)):
        say(f"increments: round {number + 1}")
        for site in sites:
            site.round(number)
    for site in sites:
        site.finish()
    return [site.result(sites[0]) for site in sites]


class Increments:
    """The measurements of one registry."""

    def __init__(self, size, options, arguments, tools, place):
        self.size, self.options, self.arguments, self.tools = size, options, arguments, tools
        self.place = os.path.join(place, "".join([f"increments-{size}", *options]))
        self.registry = registry(size, arguments.packing, arguments.keep or place, *options)
        self.is_folder = size <= LARGEST_FOLDER
        self.runs = Runs()
        self.volume = {}
        self.load = os.getloadavg()[0]

    def prepare(self):
        """The first two builds of an output: all is made, and then all of it is made ready to change places."""
        os.makedirs(self.place)
        say(f"{self.size} packages: from nothing")
        self.build(FULL, LATER)
        self.build(SECOND, LATER - 1)

    def round(self, number):
        back = LATER - 2 - number
        self.build(RELEASE, back)
        self.build(NOTHING, back)
        self.runs.run(GIT, ["git", "-C", self.registry, "diff-tree", "-r", f"later~{back + 1}", f"later~{back}"])

    def finish(self):
        back = sum(SEVERAL)
        self.build("", back)
        for count in SEVERAL:
            back -= count
            self.build(MORE[count], back)
        if self.size == PEER_SIZE and not self.options:
            Peer(self.registry, self.place).measure(self.runs)
        shutil.rmtree(self.place)
        if not self.is_folder:
            subprocess.run(["git", "-C", self.registry, "branch", "-q", "-D", BRANCH], check=True)

    def build(self, name, back):
        """Builds a commit of the branch `later`, so many before its last."""
        output = os.path.join(self.place, "output")
        sink = ["--output", os.path.join(self.place, "site")] if self.is_folder else ["--branch", BRANCH]
        self.runs.run(name, [self.tools.cairn, "build", "-C", self.registry, "--rev", f"later~{back}",
                             *sink, "--json"], output=output)
        with open(output) as answer:
            answer = json.load(answer)
        if answer["incremental"] != (name != FULL):
            raise SystemExit(f"bench: '{name}' was not as it should be: {answer}")
        self.volume[name] = [answer["files"]["written"], answer["bytes"]["written"]]

    def result(self, smallest):
        measured = {}
        for name in filter(None, self.runs.runs):
            files, size = self.volume.get(name, (None, None))
            measured[name] = {**self.runs.summary(name), "files": files, "bytes": size}
        ratios = {}
        if self is not smallest:
            ratios[f"one release / the same at {smallest.size:,}"] = self.runs.ratio(
                RELEASE, [RELEASE], 1.3, smallest.runs)
        if PEER in self.runs.runs:
            ratios["dumb-pypi, one package / one release"] = {
                **self.runs.ratio(PEER, [RELEASE]), "goal": None, "atLeast": 100}
            ratios["dumb-pypi / build, from nothing"] = {
                **self.runs.ratio(PEER_FULL, [FULL]), "goal": None, "atLeast": 5}
        return {"packages": self.size, "layout": "sharded" if self.options else "flat",
                "packing": self.arguments.packing, "sink": "folder" if self.is_folder else "branch",
                "configuration": self.tools.configuration, "load": self.load,
                "measured": measured, "ratios": ratios}


class Peer:
    """dumb-pypi with one release for each of ours, in an environment of its own."""

    def __init__(self, repository, place):
        self.place = place
        self.lists = [os.path.join(place, name) for name in ("packages.json", "more.json")]
        paths = subprocess.run(["git", "-C", repository, "ls-tree", "-r", "--name-only", "main", "packages"],
                               check=True, capture_output=True, text=True).stdout.split()
        lines = [json.dumps({"filename": f"{path[9:-5].replace('/', '-')}-1.{release}.0.tar.gz"})
                 for path in paths for release in range(8)]
        for name, more in zip(self.lists, ([], [lines[len(lines) // 2].replace("-1.", "-9.")])):
            with open(name, "w") as file:
                file.write("\n".join(lines + more))

    def measure(self, runs):
        home = os.path.join(os.path.dirname(SCRIPTS), ".build", "dumb-pypi")
        python = os.path.join(home, "bin", "python")
        if not os.path.exists(python):
            subprocess.run(["python3", "-m", "venv", home], check=True)
            subprocess.run([python, "-m", "pip", "install", "-q", "dumb-pypi==1.15.0"], check=True)
        words = [python, "-m", "dumb_pypi.main", "--packages-url", "https://files.example.org/",
                 "--output-dir", os.path.join(self.place, "pypi"), "--package-list-json"]
        say("dumb-pypi")
        runs.run(PEER_FULL, [*words, self.lists[0]])
        runs.run(PEER, [*words, self.lists[1], "--previous-package-list-json", self.lists[0]])


def show(result):
    print(f"\n{result['packages']:,} packages, {result['layout']} layout, packing {result['packing']}, into a "
          f"{result['sink']}, {result['configuration']}; load {result['load']:.1f} before\n")
    print_runs(result["measured"])
    print()
    if result["configuration"] != "release":
        print("Without optimisation the ratios say nothing.")
        return
    for name, run, goal in GOALS:
        print(f"{name:46}{result['measured'][run]['wall'] * 1000:>8.1f}{'':17}   goal: at most {goal}")
    print_ratios(result["ratios"])
