"""The first baseline: names that contain what was typed."""
import bisect
import heapq


class Substring:
    """Names that contain every word of a query, whatever the case; the equal one first, then those that begin with it,
    then the shorter, then by name.

    All names stand in one text, a line each, which the processor scans faster than Python could look at an index.
    """
    name = "substring"

    def __init__(self, packages):
        self.packages = packages
        self.names = [package.short.lower() for package in packages]
        self.text = "\n".join(self.names)
        self.starts, place = [], 0
        for name in self.names:
            self.starts.append(place)
            place += len(name) + 1

    def answer(self, query, limit):
        words = query.lower().split()
        if not words:
            return []
        longest, whole = max(words, key=len), " ".join(words)
        best = heapq.nsmallest(limit, (
            (name != whole, not name.startswith(whole), len(name), name, number)
            for number, name in self.containing(longest)
            if len(words) == 1 or all(word in name for word in words)))
        return [self.packages[number].name for *_, number in best]

    def containing(self, word):
        place = self.text.find(word)
        while place >= 0:
            number = bisect.bisect_right(self.starts, place) - 1
            name = self.names[number]
            yield number, name
            place = self.text.find(word, self.starts[number] + len(name))
