"""Queries as a user of Debian would type them, with answers graded by hand, from gold.txt."""
import fnmatch
import os
import re

from search_quality.queries import Query

FILE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "gold.txt")
LEAST_QUERIES = 100
MOST_MISSING = 0.03


class Malformed(Exception):
    """The gold set does not say what it has to."""


def read(path=FILE):
    """The queries in their order, each with the grades of packages by Debian's names, and of families (`lib*-dev`)."""
    queries = {}
    with open(path) as lines:
        for number, line in enumerate(lines, 1):
            words = line.split()
            if not words or words[0].startswith("#"):
                continue
            if not line[0].isspace():
                grades = queries.setdefault(" ".join(words), {})
                if grades:
                    raise Malformed(f"{path}:{number}: the query {line.strip()!r} stands here a second time")
                continue
            if words[0] not in ("3", "2", "1") or not queries:
                raise Malformed(f"{path}:{number}: expected a query, or below one a grade of 3, 2 or 1 and packages")
            for name in words[1:]:
                if name in grades:
                    raise Malformed(f"{path}:{number}: {name} has a grade for this query already")
                grades[name] = int(words[0])
    if len(queries) < LEAST_QUERIES or not all(queries.values()):
        raise Malformed(f"{path}: expected at least {LEAST_QUERIES} queries, and answers to each")
    return queries


def missing(graded, packages):
    """Names that the lists lack and families that nothing fits, sorted.

    Too many mean that grades and lists are of different releases.
    """
    known = {package.debian for package in packages}
    names = {name for grades in graded.values() for name in grades}
    absent = sorted(name for name in names - known if not is_family(name) or not any_fits(known, name))
    if len(absent) > MOST_MISSING * len(names):
        raise Malformed(
            f"of {len(names)} graded packages {len(absent)} are not in these lists: {', '.join(absent)}")
    return absent


def is_family(name):
    return "*" in name


def any_fits(names, family):
    return any(map(re.compile(fnmatch.translate(family)).match, names))


def queries(graded, packages):
    """The queries that some of these packages answer, and the grades of these alone."""
    names = {package.debian: package.name for package in packages}
    made = (Query(text, {names[name]: grade for name, grade in expanded(grades, names).items()})
            for text, grades in graded.items())
    return [query for query in made if query.grades]


def expanded(grades, names):
    """The grades of these names. What is named counts before a family, and of two families the higher grade."""
    found = {name: grade for name, grade in grades.items() if name in names}
    families = sorted((name for name in grades if is_family(name)), key=lambda name: -grades[name])
    for family in families:
        for name in fnmatch.filter(names, family):
            found.setdefault(name, grades[family])
    return found
