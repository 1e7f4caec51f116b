"""What the search promises (SPEC 9), held against what was measured."""

BASELINES = ("substring", "full-text")
KILOBYTE = 1000
LARGE = 200_000


def judge(categories, grown):
    """Every goal with what was wanted and found; `kept` is None where nothing was measured that tells."""
    goals = []

    def goal(text, value, kept):
        goals.append({"goal": text, "value": value, "kept": kept})

    def quality(category, metric, system="cairn"):
        return categories.get(category, {}).get("systems", {}).get(system, {}).get(metric)

    def at_least(category, metric, wanted):
        value = quality(category, metric)
        goal(f"{category}: {metric} of {wanted:.2f}", value, None if value is None else value >= wanted - 1e-9)

    at_least("exact", "mrr@10", 1)
    at_least("separators", "mrr@10", 1)
    at_least("typo", "mrr@10", 0.85)
    value, other = quality("prefix", "mrr@10"), quality("prefix", "mrr@10", "substring")
    goal(f"prefix: mrr@10 above substring's{'' if other is None else f' {other:.3f}'}", value,
         None if value is None else value > other)
    at_least("gold", "mrr@10", 0.8)
    # Not a promise: with a dozen answers of grade 3 and more of grade 2 to a query, few rankings come near.
    at_least("gold", "ndcg@10", 0.8)
    for category in categories:
        metric = "ndcg@10" if category == "gold" else "mrr@10"
        value = quality(category, metric)
        best = max(quality(category, metric, baseline) for baseline in BASELINES)
        goal(f"{category}: {metric} no worse than any baseline, {best:.3f}", value,
             None if value is None else value >= best - 1e-9)
    for category, limit, trips in (("exact", 30, 2), ("prefix", 30, 2), ("part+word", 30, 2), ("typo", 60, 3)):
        large = grown and grown["packages"] >= LARGE
        for key, most in (("bytes", limit * KILOBYTE), ("trips", trips)):
            value = grown["categories"][category]["costs"][key]["p95"] if large else None
            goal(f"{category} at {LARGE:,} packages: 95 % within {most:,} {key}", value,
                 None if value is None else value <= most)
    return goals
