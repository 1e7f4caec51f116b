"""What it costs to ask a CODEOWNERS of many lines for many paths, by the shape of its lines, beside git doing the same.

Twice the lines and twice the paths should cost twice the time, or a little more, and not four times. Git's own matcher
asks line after line: `git check-ignore` gets the same patterns, and a hundredth of the paths, which is counted a
hundredfold.
"""
import os
import subprocess

from benchmarks.measuring import Runs, print_ratios, print_runs, say

SIZES = [(50_000, 12_500), (100_000, 25_000), (200_000, 50_000)]  # paths and lines
SMOKE = [(1_000, 250), (2_000, 500)]
SAMPLE = 100  # git gets one path of so many
LIMIT = 6  # four times as many of both; were it quadratic, sixteen


def code(number):
    """A short word for a number, so that 50,000 lines fit into the megabyte that a CODEOWNERS may have."""
    digits = "0123456789abcdefghijklmnopqrstuvwxyz"
    word = ""
    while True:
        number, digit = divmod(number, 36)
        word = digits[digit] + word
        if not number:
            return word


def path(number):
    package = f"packages/p{number // 100}/library-{code(number % 50_000)}"
    return f"{package}/1.{number % 7}.0/docs/notes.txt" if number % 4 == 0 else f"{package}.json"


def mixed(number):
    return [f"/packages/p{number}/", f"/packages/p{number}/* @a", f"**/library-{code(number)}", f"p{number}/**/notes.*",
            f"/packages/*/*{code(number)}.*"][number % 5]


# As people write them, then what makes it hard: wildcards that match a little everywhere.
SHAPES = {
    "a project each: /packages/p7/": lambda number: f"/packages/p{number}/",
    "a package each: /*/*/library-x7": lambda number: f"/*/*/library-{code(number)}",
    "names at any depth: **/library-x7": lambda number: f"**/library-{code(number)}",
    "a bit of everything": mixed,
    "a folder between: /packages/*/x7": lambda number: f"/packages/*/{code(number)}",
    "folders between: **/p7/**/notes": lambda number: f"**/p{number}/**/notes",
    "the same letters: /*/*/library*x7": lambda number: f"/*/*/library*{code(number)}",
    "the same letters, none fits: *library*x7!": lambda number: f"*library*{code(number)}!",
    "many wildcards: *l*a*x7*!": lambda number: f"*l*a*{'*'.join(reversed(code(number)))}*!",
}


def measure(arguments, tools, place):
    """One result for each shape."""
    sizes = SMOKE if arguments.smoke else SIZES
    place = os.path.join(place, "owners")
    os.makedirs(place)
    subprocess.run(["git", "init", "-q", place], check=True)
    for count, _ in sizes:
        write(place, f"paths-{count}", (path(number) for number in range(count)))
    write(place, "paths-one", [path(1)])
    write(place, "paths-sample", (path(number) for number in range(0, sizes[-1][0], SAMPLE)))
    return [Shape(name, sizes, arguments, tools, place).result() for name in SHAPES]


def write(place, name, lines):
    with open(os.path.join(place, name), "w") as file:
        file.writelines(line + "\n" for line in lines)


class Shape:
    """The measurements of one shape of lines."""

    GIT, GIT_ONE = "git check-ignore, a hundredth of the paths", "git check-ignore, one path"

    def __init__(self, name, sizes, arguments, tools, place):
        self.name, self.sizes, self.rounds, self.tools, self.place = name, sizes, arguments.rounds, tools, place
        self.runs = Runs()
        self.answers = {}

    def result(self):
        for _, lines in self.sizes:
            write(self.place, f"lines-{lines}", map(SHAPES[self.name], range(lines)))
        for number in range(self.rounds):
            say(f"owners, {self.name}: round {number + 1} of {self.rounds}")
            self.round()
        first, last = (self.label(*size) for size in (self.sizes[0], self.sizes[-1]))
        factor = self.sizes[-1][0] // self.sizes[0][0]
        ratios = {
            f"{factor} times as many of both": self.runs.ratio(last, [first], LIMIT if factor == 4 else None),
            "git check-ignore, all paths / ours": self.git_ratio(last)}
        return {"shape": self.name, "configuration": self.tools.configuration, "rounds": self.rounds,
                "ratios": ratios, "answers": self.answers,
                "measured": {name: self.runs.summary(name) for name in self.runs.runs}}

    @staticmethod
    def label(paths, lines):
        return f"{paths:,} paths, {lines:,} lines"

    def round(self):
        for paths, lines in self.sizes:
            label = self.label(paths, lines)
            self.runs.run(label, [self.tools.floor, "owners", *map(self.at, (f"lines-{lines}", f"paths-{paths}"))],
                          output=self.at("output"))
            with open(self.at("output")) as output:
                keys = ["paths", "matched", "readMilliseconds", "askedMilliseconds"]
                self.answers[label] = dict(zip(keys, map(int, output.read().split())))
        self.git(self.GIT_ONE, "paths-one")
        self.git(self.GIT, "paths-sample")

    def git(self, name, paths):
        lines = self.at(f"lines-{self.sizes[-1][1]}")
        command = ["git", "-C", self.place, "-c", f"core.excludesFile={lines}",
                   "check-ignore", "--no-index", "--stdin"]
        # It exits with 1 where nothing is ignored.
        self.runs.run(name, ["sh", "-c", '"$@" || test $? = 1', "sh", *command], given=self.at(paths))

    def git_ratio(self, label):
        """What git would take for all paths: what it takes to begin, and a hundred times the rest."""
        runs = self.runs.runs
        each = [(one["wall"] + (some["wall"] - one["wall"]) * SAMPLE) / ours["wall"]
                for one, some, ours in zip(runs[self.GIT_ONE], runs[self.GIT], runs[label])]
        return {"median": sorted(each)[len(each) // 2], "lowest": min(each), "highest": max(each), "goal": None}

    def at(self, name):
        return os.path.join(self.place, name)


def show(result):
    print(f"\nowners, {result['shape']}, {result['configuration']}; {result['rounds']} rounds\n")
    print_runs(result["measured"])
    last = list(result["answers"].values())[-1]
    print(f"\nread in {last['readMilliseconds']} ms, asked in {last['askedMilliseconds']} ms; "
          f"{last['matched']:,} of {last['paths']:,} paths have a line")
    if result["configuration"] == "release":
        print_ratios(result["ratios"])
