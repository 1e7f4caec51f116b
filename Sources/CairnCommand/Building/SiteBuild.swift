internal import Diagnostics
internal import IndexModel
internal import Publishing
internal import Registry
internal import Rules
internal import Site

/// The making of a site: from nothing, or from the one that is published, with the same outcome byte for byte.
struct SiteBuild {
  let tool: Tool
  let registry: OpenRegistry
  let context: Context
  /// What the site is made from.
  let source: Source
  let sink: any Sink
  let allowsRewrites: Bool
  /// Where to say what a copy of the site has to do.
  var plan: PlanFile?

  /// What came of a build.
  struct Outcome {
    let generation: String
    /// The files that the site's snapshot lists.
    let total: PublishedFiles.Total
    /// Nil where the site was there already.
    let summary: Summary?
    let isIncremental: Bool
  }

  /// - Parameter startsOver: Whether to render everything, whatever is published.
  func run(startsOver: Bool) throws -> Outcome {
    let groundwork =
      try startsOver
      ? .nothing(because: nil)
      : Groundwork(for: registry, context, source, published: sink.published)
    switch groundwork {
    case .finished:
      sink.keepOthers()
      try planned {}
      return Outcome(
        generation: generation, total: try PublishedFiles.total(sink.published), summary: nil,
        isIncremental: true)
    case .site(let old):
      do {
        try put(self.delta(from: old))
        return try commit(isIncremental: true)
      } catch let error as TrieError {
        tool.note("the published site cannot be brought forward, so all is rendered: \(error)")
        return try startOver()
      }
    case .nothing(let reason):
      if let reason { tool.note("all is rendered: \(reason)") }
      return try startOver()
    }
  }

  private var generation: String { source.generation(context) }

  private func startOver() throws -> Outcome {
    try putAll()
    return try commit(isIncremental: false)
  }

  private func commit(isIncremental: Bool) throws -> Outcome {
    let total = try PublishedFiles.total(sink.upcoming)
    let summary = try planned(sink.commit)
    return Outcome(
      generation: generation, total: total, summary: summary, isIncremental: isIncremental)
  }

  /// Commits, with a plan of what that does.
  private func planned<Value>(_ commit: () throws -> Value) throws -> Value {
    guard let plan else { return try commit() }
    let (outcome, keptOlder) = try plan.write(
      to: generation, baseURL: context.settings?.baseURL, around: commit)
    if keptOlder {
      tool.note("\(plan.path) stays as it is: the site did not change, and it leads to this site")
    }
    return outcome
  }

  private func refuseUnsound(_ findings: [Diagnostic]) throws -> Never {
    tool.report(findings.filter { $0.severity == .error }, in: registry)
    throw Failure(
      .findings, "the registry breaks integrity rules, so nothing is published",
      wayOut: "mend what is listed above; cairn explain RULE says more")
  }

  /// Refuses to alter what was published.
  private func refuse(_ rewrites: [RewriteGuard.Rewrite]) throws {
    guard !allowsRewrites, let first = rewrites.first else { return }
    let others = rewrites.count > 1 ? ", and \(rewrites.count - 1) more" : ""
    throw Failure(
      .outputRefused,
      "what was published would be altered: \(first.subject): \(first.problem)\(others)",
      wayOut: "release the next version instead; if this is meant, publish with --allow-rewrite")
  }
}

// MARK: - From nothing

extension SiteBuild {
  private func putAll() throws {
    let rewrites = RewriteGuard()
    @Sendable func put(_ path: SitePath, _ bytes: [UInt8]) throws {
      let standing = try sink.put(path, bytes)
      guard standing != .added, RewriteGuard.watches(path) else { return }
      let published = standing == .changed ? try sink.published(path) : nil
      rewrites.take(path, bytes, published: published)
    }
    let build = FullBuild(
      context, source, workers: tool.workers, put: { try put($0, $1) },
      replace: { try sink.replace($0, $1) })
    let check = StateCheck(
      registry.snapshot, moment: registry.momentOfBuild, workers: tool.workers,
      coversDependencies: false)
    let outcome = try check.run { worker, unit, lookup in build.add(unit, lookup, worker: worker) }
    guard outcome.isSound else { try refuseUnsound(outcome.findings) }
    try build.finish(Lookup(registry.snapshot, context: context))
    try refuse(
      rewrites.judge(
        gone: sink.removals(), published: { try sink.published($0) },
        upcoming: { try sink.upcoming($0) }))
  }
}

// MARK: - From the site of an earlier commit

extension SiteBuild {
  /// Checks what differs between the two commits, and renders what differs between their sites.
  private func delta(from old: any Snapshot) throws -> SiteDelta {
    let (before, after) = (
      Lookup(old, context: context), Lookup(registry.snapshot, context: context)
    )
    let changes = try TreeChange.between(old, registry.snapshot)
    let check = StateCheck(
      registry.snapshot, moment: registry.momentOfBuild, workers: tool.workers,
      coversDependencies: false)
    let (findings, _) = try check.findings(of: changes, from: before, to: after)
    guard !findings.contains(where: \.breaksIntegrity) else { try refuseUnsound(findings) }
    return try SiteDelta.between(before, after, changes: changes, source: source) {
      try sink.published($0)
    }
  }

  private func countPackages() throws -> Int {
    try Walk(registry.snapshot, layout: context.layout).found.count { found in
      if case .versionIndex = found.place { true } else { false }
    }
  }

  private func put(_ delta: SiteDelta) throws {
    let rewrites = RewriteGuard()
    for (path, bytes) in delta.writes where RewriteGuard.watches(path) {
      if let published = try sink.published(path) {
        rewrites.take(path, bytes, published: published)
      }
    }
    try refuse(
      rewrites.judge(
        gone: delta.removals.sorted(), published: { try sink.published($0) },
        upcoming: { try delta.bytes(at: $0, over: sink.published) }, count: countPackages))
    sink.keepOthers()
    for path in delta.removals.sorted() { try sink.remove(path) }
    for (path, bytes) in delta.writes.sorted(by: { $0.key < $1.key }) {
      try sink.put(path, bytes)
    }
  }
}
