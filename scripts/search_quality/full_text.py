"""The second baseline: full-text search as PostgreSQL does it for crates.io."""
import re

from search_quality.words import STOP_WORDS, stemmed

# The weights A, B and C of PostgreSQL, for a name, keywords and a description.
NAME, KEYWORD, DESCRIPTION = 1.0, 0.4, 0.2


class FullText:
    """Packages that have every word of a query in name, keywords or description.

    Words are runs of letters and digits in lower case, without stop words and endings. A package whose name is the
    query comes first, whatever the case and whether it says `-` or `_`. The others are ordered as by `ts_rank_cd`
    without normalization: for every shortest stretch that has all words of the query, the harmonic mean of their
    weights divided by one more than the number of other words between them, all added up. Ties go to the package that
    more others depend on, then by name.

    PostgreSQL also sees hosts, paths and hyphenated words as words of their own, and has a newer stemmer (Snowball's
    English) than Porter's first one here.
    """
    name = "full-text"

    def __init__(self, packages):
        self.packages = packages
        self.lists = {}
        self.exact = {}
        for number, package in enumerate(packages):
            self.exact.setdefault(canonical(package.short), []).append(number)
            place = 0
            for text, weight in ((package.short, NAME), (" ".join(package.keywords), KEYWORD),
                                 (package.description, DESCRIPTION)):
                for each in words(text):
                    place += 1
                    # Stop words are not found but take a place.
                    if each not in STOP_WORDS:
                        self.lists.setdefault(stemmed(each), {}).setdefault(number, []).append((place, weight))

    def answer(self, query, limit):
        wanted = {stemmed(each) for each in words(query) if each not in STOP_WORDS}
        lists = sorted((self.lists.get(each, {}) for each in wanted), key=len)
        exact = set(self.exact.get(canonical(query), ()))
        found = {number for number in lists[0] if all(number in other for other in lists[1:])} if lists else set()

        def order(number):
            package = self.packages[number]
            rank = cover_density([each.get(number, ()) for each in lists])
            return number not in exact, -round(rank, 6), -package.dependents, package.short

        return [self.packages[number].name for number in sorted(found | exact, key=order)[:limit]]


def words(text):
    return re.findall(r"[^\W_]+", text.lower())


def canonical(name):
    return name.lower().replace("_", "-")


def cover_density(occurrences):
    """The rank of one document, from the places and weights at which each word of the query stands in it."""
    if len(occurrences) == 1:
        return sum(weight for _, weight in occurrences[0])
    entries = sorted((place, weight, word) for word, each in enumerate(occurrences) for place, weight in each)
    rank, first = 0.0, 0
    last_at = {}
    for end, (place, _, word) in enumerate(entries):
        last_at[word] = end
        if len(last_at) < len(occurrences):
            continue
        begin = min(last_at.values())
        if begin < first:
            continue  # an earlier end made the shorter stretch
        first = begin + 1
        stretch = entries[begin:end + 1]
        harmonic = len(stretch) / sum(1 / weight for _, weight, _ in stretch)
        noise = place - entries[begin][0] - (end - begin)
        rank += harmonic / (1 + max(noise, 0))
    return rank
