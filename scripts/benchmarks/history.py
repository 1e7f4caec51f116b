"""How a registry with dependencies came about: release after release, each by the rules of its day.

Packages are numbered by their age, and the oldest are the most popular: three in four dependencies go to the n-th with a
probability that falls as 1/n. The others go to packages not much older than the dependent, so that there are chains of
twenty. A range is written against what was newest at the time. Where a package went on to a new major version, most of
those who follow take the old one too for a while. So nearly all packages have a solution, as in the registries that
people use, and to find one can still take turning back.
"""
import math
import random


class Release:
    __slots__ = ("version", "step", "targets")

    def __init__(self, version, step, targets):
        self.version, self.step, self.targets = version, step, targets


class State:
    """A package at some time."""

    def __init__(self):
        self.major, self.minor, self.patch = 1, 0, 0
        self.since = 0  # when its major version began
        self.targets = {}  # ranges by the numbers of packages
        self.releases = []

    def version(self):
        return f"{self.major}.{self.minor}.{self.patch}"


class History:
    """So many packages with so many releases in all."""

    MOST = 300  # releases of one package
    MISSING = -1  # a package that nobody has

    def __init__(self, packages, releases, seed):
        self.random = random.Random(f"{seed}/history")
        self.steps, self.added = releases, 0
        self.packages = [State() for _ in range(packages)]
        for step in range(releases):
            self.step(step, step if step < packages else self.releasing(packages))

    def releasing(self, count):
        number = self.popular(count) if self.random.random() < 0.4 else self.random.randrange(count)
        return number if len(self.packages[number].releases) < self.MOST else self.random.randrange(count)

    def popular(self, count):
        return min(count - 1, int(math.exp(self.random.random() * math.log(count + 1))) - 1)

    def step(self, step, number):
        package = self.packages[number]
        if package.releases:
            self.advance(package, step)
        elif self.random.random() < 0.2:
            package.major, package.minor = 0, 1
        self.depend(package, number, step)
        package.releases.append(Release(package.version(), step, dict(package.targets)))

    def add(self, number):
        """One release more, which changes nothing but its number."""
        package = self.packages[number]
        package.patch += 1
        package.releases.append(Release(package.version(), self.steps + self.added, dict(package.targets)))
        self.added += 1

    def advance(self, package, step):
        rng = self.random.random()
        if rng < (0.04 if len(package.releases) < 30 else 0.008):
            package.major, package.minor, package.patch, package.since = package.major + 1, 0, 0, step
        elif rng < 0.4 and package.major or rng < 0.15:
            package.minor, package.patch = package.minor + 1, 0
        else:
            package.patch += 1

    def depend(self, package, number, step):
        for target in package.targets:
            if target != self.MISSING and self.random.random() < 0.3:
                package.targets[target] = self.range(self.packages[target], step)
        if not number:
            return
        few = number < 200
        more = [0, 0, 0, 0, 0, 1] if few or package.releases else [0, 0, 1, 1, 2, 2, 3, 6]
        for _ in range(self.random.choice(more)):
            if self.random.random() < 0.75:
                target = self.popular(number)
            else:
                target = self.random.randrange(number // 4, number)
            package.targets[target] = self.range(self.packages[target], step)
        if not package.releases and self.random.random() < 0.001:
            package.targets[self.MISSING] = "^1.0.0"

    def range(self, target, step):
        rng, version, major = self.random.random(), target.version(), target.major
        if major > 1 and step - target.since < 0.3 * self.steps and rng < 0.7:
            return f">={major - 1}.0.0 <{major + 1}.0.0"
        if rng < 0.02:
            return "*"
        if rng < 0.025:
            return version
        if rng < 0.05:
            return f"~{version}"
        if rng < 0.1:
            return f">={version}"
        if rng < 0.4 and major:
            return f"^{major}.0.0"
        return f"^{version}"

    def most_wanted(self):
        """The package on which most others depend, and how many these are."""
        dependents = {}
        for package in self.packages:
            for target in {target for release in package.releases for target in release.targets}:
                dependents[target] = dependents.get(target, 0) + 1
        return max(dependents.items(), key=lambda one: (one[1], -one[0]))
