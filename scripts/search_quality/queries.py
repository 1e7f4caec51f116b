"""Queries made at random from what is to be found, by categories, from one seed."""
import random
import re
import string

from search_quality.packages import SEPARATORS, folded
from search_quality.words import STOP_WORDS

CATEGORIES = ("exact", "separators", "prefix", "typo", "part+word", "gold")
LETTERS = string.ascii_lowercase + string.digits


class Query:
    """A query and the grades of its answers, by the full names of packages."""

    def __init__(self, text, grades):
        self.text = text
        self.grades = grades


class Queries:
    """Makes queries for one package each; the same seed and packages give the same queries.

    Every category has its own random numbers, so that more of one change none of another.
    """

    def __init__(self, packages, seed):
        self.packages = packages
        self.seed = seed
        # How many packages go by a name where separators and case do not matter.
        self.alike = {}
        for package in packages:
            key = folded(package.short)
            self.alike[key] = self.alike.get(key, 0) + 1

    def make(self, category, count):
        """So many queries of a category, no package twice, fewer where there are not as many that can be made."""
        self.random = random.Random(f"{self.seed} {category}")
        one = {"exact": self.exact, "separators": self.separators, "prefix": self.prefix,
               "typo": self.typo, "part+word": self.part_and_word}[category]
        made = []
        for package in self.random.sample(self.packages, len(self.packages)):
            if len(made) == count:
                break
            text = one(package)
            if text:
                made.append(Query(text, {package.name: 1}))
        return made

    def exact(self, package):
        return package.short

    def separators(self, package):
        """Every separator, or a random one, is another or is gone.

        Names that differ in separators alone are left out: nobody can say which one is meant.
        """
        name = package.short
        places = [place for place, byte in enumerate(name) if byte in SEPARATORS]
        if not places or self.alike[folded(name)] > 1:
            return None
        changed = places if self.random.randrange(2) else [self.random.choice(places)]
        present = {name[place] for place in changed}
        other = self.random.choice([each for each in ("-", "_", ".", " ", "") if {each} != present])
        return "".join(other if place in changed else byte for place, byte in enumerate(name))

    def prefix(self, package):
        name = package.short
        length = max(3, -(-len(name) * 6 // 10))
        return name[:length] if length < len(name) else None

    def typo(self, package):
        """One edit that leaves no other package's name, and not the same name with other separators."""
        name = package.short
        if len(name) < 5:
            return None
        for _ in range(10):
            text = self.edited(name)
            if folded(text) not in self.alike:
                return text
        return None

    def edited(self, name):
        kind = self.random.choice(("insert", "delete", "replace", "transpose"))
        place = self.random.randrange(len(name))
        if kind == "insert":
            return name[:place] + self.random.choice(LETTERS) + name[place:]
        if kind == "delete":
            return name[:place] + name[place + 1:]
        if kind == "replace":
            return name[:place] + self.random.choice(LETTERS) + name[place + 1:]
        place = self.random.randrange(len(name) - 1)
        return name[:place] + name[place + 1] + name[place] + name[place + 2:]

    def part_and_word(self, package):
        every = re.split(r"[-_.]", package.short)
        parts = [each for each in every if len(re.findall(r"[A-Za-z]", each)) >= 3]
        words = [each for each in re.findall(r"[A-Za-z][A-Za-z0-9]+", package.description)
                 if each.lower() not in STOP_WORDS]
        if len(every) < 2 or not parts or not words:
            return None
        part, word = self.random.choice(parts), self.random.choice(words)
        return f"{part} {word}" if part.lower() != word.lower() else None
