"""Real names and descriptions of packages, from the lists of Debian that are on this machine."""
import random
import re
import subprocess

NAME = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._-]{0,57}[A-Za-z0-9])?\Z")
SEPARATORS = "-_."
# Facets whose values say what a thing is for; most others say how it was made.
FACETS = ("works-with", "use", "interface", "protocol", "works-with-format")
RELATIONS = ("Depends", "Pre-Depends", "Recommends")
LEAST = 60_000


class Unavailable(Exception):
    """There are no lists of packages here, or too short ones."""


class Package:
    """What the index holds about one package, and what Debian calls it."""

    def __init__(self, debian, section, description, keywords=(), dependents=0):
        self.debian = debian
        self.short = debian.replace("+", "p")
        self.name = f"{section}/{self.short}"
        self.description = description
        self.keywords = list(keywords)
        self.dependents = dependents

    def line(self):
        return {"name": self.name, "description": self.description, "keywords": self.keywords,
                "license": None, "dependents": self.dependents}


def folded(text):
    """How names are compared where neither case nor separators matter."""
    return "".join(each for each in text.lower() if each not in SEPARATORS and each != " ")


def debian():
    """All packages that a name of ours can be made for, by name, and the names for which none can."""
    try:
        text = subprocess.run(["apt-cache", "dumpavail"], stdout=subprocess.PIPE, check=True).stdout
    except (OSError, subprocess.CalledProcessError) as problem:
        raise Unavailable(f"apt-cache cannot be asked: {problem}") from None
    packages, dropped, dependents = {}, [], {}
    for fields in paragraphs(text.decode("utf-8", "replace")):
        debian = fields["Package"]
        for other in related(fields):
            dependents.setdefault(other, set()).add(debian)
        description = fields.get("Description") or fields.get("Description-en") or ""
        package = Package(debian, fields.get("Section", "misc").rsplit("/", 1)[-1], description,
                          keywords(fields.get("Tag", "")))
        if not NAME.match(package.short):
            dropped.append(debian)
        else:
            packages.setdefault(package.short, {})[debian] = package
    if len(packages) < LEAST:
        raise Unavailable(f"Debian's lists name {len(packages)} packages, of at least {LEAST}")
    chosen = []
    for alike in packages.values():
        for package in alike.values():
            package.dependents = len(dependents.get(package.debian, ()))
        # `g++` and `gpp` get the same name here; the one that more depend on stays.
        first, *others = sorted(alike.values(), key=lambda each: (-each.dependents, each.debian))
        chosen.append(first)
        dropped += [each.debian for each in others]
    return sorted(chosen, key=by_name), sorted(dropped)


def sample(packages, count, seed):
    """So many of these packages, by name."""
    return sorted(random.Random(f"{seed} sample").sample(packages, count), key=by_name)


def by_name(package):
    return package.short


def paragraphs(text):
    """The paragraphs of a control file as dictionaries, one for each package: of several versions the first."""
    seen = set()
    for paragraph in text.split("\n\n"):
        fields, last = {}, None
        for line in paragraph.split("\n"):
            if line[:1] in (" ", "\t"):
                # What goes on below a description is the long one.
                if last and not last.startswith("Description"):
                    fields[last] += " " + line.strip()
            elif ":" in line:
                last, _, value = line.partition(":")
                fields[last] = value.strip()
        if "Package" in fields and fields["Package"] not in seen:
            seen.add(fields["Package"])
            yield fields


def related(fields):
    """The names that a package needs or wants to be there, alternatives too."""
    return {
        re.split(r"[ (:\[]", each.strip(), maxsplit=1)[0]
        for relation in RELATIONS if relation in fields
        for each in re.split(r"[,|]", fields[relation])} - {fields["Package"], ""}


def keywords(tags):
    """Values of the facets that say what for, in the order of the facets, at most five."""
    pairs = [each.strip().partition("::") for each in tags.split(",")]
    values = []
    for wanted in FACETS:
        for facet, _, value in pairs:
            if facet == wanted and "TODO" not in value and ":" not in value and value not in values:
                values.append(value)
    return values[:5]
