"""A set of packages grown beyond what there is, to see what size does to the cost of a query."""
import random

from search_quality.packages import NAME, SEPARATORS, Package, folded

# Few packages have many dependents: a share of about n ** (1 - ALPHA) has n or more.
ALPHA = 1.8
MOST_DEPENDENTS = 20_000


def grown(packages, count, seed):
    """These packages and as many more as it takes, with names made from the parts of two real ones.

    A name takes its beginning from one and its end from another package, cut at separators, so that parts come up as
    often together and alone as they do in real names. Section and description are those of a package at random.
    """
    chance = random.Random(f"{seed} growth")
    all_packages = list(packages)
    taken = {folded(package.short) for package in packages}
    while len(all_packages) < count:
        first, second = cut(chance.choice(packages).short), cut(chance.choice(packages).short)
        head = first[:chance.randint(1, len(first))]
        tail = second[chance.randrange(len(second)):]
        name = chance.choice("--_.").join(("-".join(head), "-".join(tail)))
        if not NAME.match(name) or folded(name) in taken:
            continue
        taken.add(folded(name))
        like = chance.choice(packages)
        dependents = min(int((1 - chance.random()) ** (1 / (1 - ALPHA))) - 1, MOST_DEPENDENTS)
        all_packages.append(Package(name, like.name.partition("/")[0], like.description, like.keywords, dependents))
    return all_packages


def cut(name):
    for separator in SEPARATORS:
        name = name.replace(separator, " ")
    return name.split()
