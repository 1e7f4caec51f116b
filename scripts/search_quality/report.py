"""What was measured, for people."""

METRICS = ("success@1", "mrr@10", "ndcg@10")


def print_quality(categories):
    print(f"{'':14}{'queries':>8}  {'':11}" + "".join(f"{metric:>11}" for metric in METRICS))
    for category, measured in categories.items():
        label = f"{category:14}{measured['queries']:>8,}"
        for system, values in measured["systems"].items():
            print(f"{label:22}  {system:11}" + "".join(f"{values[metric]:>11.3f}" for metric in METRICS))
            label = ""


def print_costs(categories):
    """Median, 95th percentile and maximum of each cost; bytes are those of what is sent, compressed."""
    costs = {name: measured["costs"] for name, measured in categories.items() if "costs" in measured}
    if not costs:
        return
    heads = "".join(f"{key + ': median':>18}{'p95':>9}{'max':>9}" for key in ("bytes", "requests", "trips"))
    print(f"\n{'':14}{heads}")
    for category, cost in costs.items():
        print(f"{category:14}" + "".join(
            f"{cost[key]['median']:>18,}{cost[key]['p95']:>9,}{cost[key]['max']:>9,}"
            for key in ("bytes", "requests", "trips")))


def print_making(packages, making):
    """The one line of search-index, whatever else it tells."""
    told = ", ".join(f"{key} {value:,}" if isinstance(value, (int, float)) else f"{key} {value}"
                     for key, value in making.items())
    print(f"\nindex of {packages:,} packages: {told}")


def print_worst(categories, count):
    for category, measured in categories.items():
        worst = measured["worst"][:count]
        if worst:
            print(f"\nworst of {category}")
        for each in worst:
            print(f"  {each['score']:.3f}  {each['query']!r}")
            print(f"         wanted  {graded(each['wanted'], category)}")
            came = [f"{name}{f' ({each_grade})' if (each_grade := each['wanted'].get(name)) else ''}"
                    for name in each["came"]]
            print(f"         came    {', '.join(came) or 'nothing'}")


def graded(grades, category):
    if category != "gold":
        return ", ".join(grades)
    return ", ".join(f"{name} ({grade})" for name, grade in sorted(grades.items(), key=lambda each: -each[1]))


def print_goals(goals):
    print("\ngoals")
    for each in goals:
        value = each["value"]
        told = "" if value is None else f"{value:.3f}" if isinstance(value, float) else f"{value:,}"
        word = {True: "pass", False: "MISS", None: "not measured"}[each["kept"]]
        print(f"  {word:12}  {each['goal']:68}{told:>10}")
