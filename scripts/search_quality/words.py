"""Words of English as a full-text index sees them: which to leave out, and what is left of one without its endings."""
import functools
import re

STOP_WORDS = frozenset(
    "a about all also an and any are as at be because been both but by can could did do does each etc few for from "
    "had has have he her here him his how i if in into is it its just me more most my no nor not of off on once only "
    "or other our out over own same she should so some such than that the their them then there these they this "
    "those through to too under until up us very was we were what when where which while who why will with would "
    "you your".split())

# Porter, M. F. (1980): An algorithm for suffix stripping. The steps and their names are his.
CONSONANT, VOWEL = "(?:[^aeiouy]|(?:(?<=[aeiou])|^)y)", "(?:[aeiou]|(?<![aeiou])(?<!^)y)"
MEASURE = re.compile(f"{VOWEL}+{CONSONANT}+")
HAS_VOWEL = re.compile(VOWEL)
DOUBLE = re.compile(r"([^aeiouylsz])\1$")
SHORT = re.compile(r"[^aeiou](?:[aeiou]|(?<!^)y)[^aeiouwxy]$")

STEP_2 = (("ational", "ate"), ("tional", "tion"), ("enci", "ence"), ("anci", "ance"), ("izer", "ize"),
          ("abli", "able"), ("alli", "al"), ("entli", "ent"), ("eli", "e"), ("ousli", "ous"),
          ("ization", "ize"), ("ation", "ate"), ("ator", "ate"), ("alism", "al"), ("iveness", "ive"),
          ("fulness", "ful"), ("ousness", "ous"), ("aliti", "al"), ("iviti", "ive"), ("biliti", "ble"))
STEP_3 = (("icate", "ic"), ("ative", ""), ("alize", "al"), ("iciti", "ic"), ("ical", "ic"), ("ful", ""),
          ("ness", ""))
STEP_4 = tuple((ending, "") for ending in (
    "ement", "ance", "ence", "able", "ible", "ment", "ant", "ent", "ism", "ate", "iti", "ous", "ive", "ize", "al",
    "er", "ic", "ou"))


def measure(stem):
    return len(MEASURE.findall(stem))


def replaced(word, endings, least):
    """The word with the first ending that it has replaced, if what stands before is long enough."""
    for ending, other in endings:
        if word.endswith(ending):
            stem = word[:-len(ending)]
            return stem + other if measure(stem) > least else word
    return word


@functools.cache
def stemmed(word):
    """What is left of a word, in lower case, without the endings of its forms."""
    if len(word) < 3 or not word.isalpha() or not word.isascii():
        return word
    # Step 1: plurals and participles.
    if word.endswith(("sses", "ies")):
        word = word[:-2]
    elif word.endswith("s") and not word.endswith("ss"):
        word = word[:-1]
    if word.endswith("eed"):
        word = word[:-1] if measure(word[:-3]) else word
    else:
        for ending in ("ed", "ing"):
            if word.endswith(ending) and HAS_VOWEL.search(word[:-len(ending)]):
                word = word[:-len(ending)]
                if word.endswith(("at", "bl", "iz")):
                    word += "e"
                elif DOUBLE.search(word):
                    word = word[:-1]
                elif measure(word) == 1 and SHORT.search(word):
                    word += "e"
                break
    if word.endswith("y") and HAS_VOWEL.search(word[:-1]):
        word = word[:-1] + "i"
    # Steps 2 to 4: suffixes that make other words of words.
    word = replaced(replaced(word, STEP_2, 0), STEP_3, 0)
    if word.endswith(("sion", "tion")) and measure(word[:-3]) > 1:
        word = word[:-3]
    else:
        word = replaced(word, STEP_4, 1)
    # Step 5: what is left over.
    if word.endswith("e"):
        count = measure(word[:-1])
        if count > 1 or count == 1 and not SHORT.search(word[:-1]):
            word = word[:-1]
    if word.endswith("ll") and measure(word) > 1:
        word = word[:-1]
    return word
