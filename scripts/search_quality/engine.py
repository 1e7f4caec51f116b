"""The search that is measured: its index made, and asked through the tool that ships it."""
import json
import os
import subprocess
import sys
import time

TOP = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


class Broken(Exception):
    """The tool did not do what it has to."""


def built():
    """The tool of this checkout, in release."""
    words = ["swift", "build", "-c", "release", "--product", "cairn-floor"]
    if subprocess.run(words, cwd=TOP, stdout=sys.stderr).returncode != 0:
        raise Broken(f"{' '.join(words)} failed")
    return os.path.join(TOP, ".build", "release", "cairn-floor")


class Engine:
    """An index of packages in a folder."""
    name = "cairn"

    def __init__(self, tool, packages, place):
        self.tool = tool
        self.folder = os.path.join(place, f"search-{len(packages)}")
        lines = os.path.join(place, f"packages-{len(packages)}.jsonl")
        with open(lines, "w") as out:
            for package in packages:
                print(json.dumps(package.line(), ensure_ascii=False), file=out)
        answer = self.run(["search-index", lines, self.folder])
        try:
            self.making = json.loads(answer)
        except ValueError as problem:
            raise Broken(f"search-index has to print one line of JSON, and printed {answer[:200]!r}: {problem}")

    def run(self, words, given=""):
        try:
            process = subprocess.run([self.tool, *words], input=given, stdout=subprocess.PIPE, text=True)
        except OSError as problem:
            raise Broken(f"{self.tool} cannot be run: {problem}") from None
        if process.returncode != 0:
            raise Broken(f"{self.tool} {' '.join(words)} exited with {process.returncode}")
        return process.stdout

    def ask(self, texts, limit):
        """The answers to all queries, in their order, and the seconds it took."""
        started = time.perf_counter()
        output = self.run(["search-run", self.folder, "--limit", str(limit)],
                          "".join(text + "\n" for text in texts))
        seconds = time.perf_counter() - started
        lines = output.splitlines()
        if len(lines) != len(texts):
            raise Broken(f"search-run has to answer {len(texts)} queries, and printed {len(lines)} lines")
        return [answer(line, text, limit) for line, text in zip(lines, texts)], seconds


def answer(line, text, limit):
    """One line of search-run, if it is an answer to this query."""
    try:
        value = json.loads(line)
        results = value["results"]
        sound = (value["query"] == text and len(results) == len(set(results)) <= limit
                 and all(isinstance(value[key], int) for key in ("requests", "trips", "bytes")))
    except (ValueError, KeyError, TypeError) as problem:
        raise Broken(f"search-run answered {text!r} with {line[:200]!r}: {problem!r}") from None
    if not sound:
        raise Broken(f"this is no answer to {text!r} with at most {limit} different results: {line[:200]}")
    return value
