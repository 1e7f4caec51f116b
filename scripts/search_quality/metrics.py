"""How good lists of results are, and what they cost."""
import math
import statistics

DEPTH = 10


def reciprocal_rank(results, grades, least):
    """One divided by the rank of the first result of at least this grade, and 0 if there is none."""
    for rank, name in enumerate(results[:DEPTH], 1):
        if grades.get(name, 0) >= least:
            return 1 / rank
    return 0.0


def gain(grade):
    return 2 ** grade - 1


def discounted(grades):
    return sum(gain(grade) / math.log2(rank + 1) for rank, grade in enumerate(grades[:DEPTH], 1))


def normalized_gain(results, grades):
    """nDCG@10: the gains of the results, discounted by rank, as a share of the best possible."""
    return (discounted([grades.get(name, 0) for name in results])
            / discounted(sorted(grades.values(), reverse=True)))


def judged(queries, answers, graded):
    """The means over all queries. With grades, what counts as found has at least 2, where any has."""
    firsts, ranks, gains = [], [], []
    for query, results in zip(queries, answers):
        least = min(2, max(query.grades.values())) if graded else 1
        rank = reciprocal_rank(results, query.grades, least)
        firsts.append(rank == 1)
        ranks.append(rank)
        gains.append(normalized_gain(results, query.grades))
    return {"success@1": statistics.fmean(firsts), "mrr@10": statistics.fmean(ranks),
            "ndcg@10": statistics.fmean(gains)}


def spread(values):
    """The median, the 95th percentile by nearest rank, and the maximum."""
    ordered = sorted(values)
    return {"median": statistics.median_low(ordered), "p95": ordered[math.ceil(len(ordered) * 0.95) - 1],
            "max": ordered[-1]}


def costs(answers):
    return {key: spread([each[key] for each in answers]) for key in ("bytes", "requests", "trips")}
