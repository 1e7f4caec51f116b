internal import IndexModel
internal import Publishing
internal import Site

/// The file that says what has to be done to a copy of the site in an object store.
///
/// A plan that nobody has applied yet is worth keeping: it is replaced only by one of a site that is live.
struct PlanFile {
  let path: String
  let sink: PlanningSink
  private let file: WholeFile
  /// The generation that is published now; nil for none.
  private let from: String?

  init(at path: String, over sink: any Sink) throws {
    self.path = path
    self.sink = PlanningSink(over: sink)
    file = try WholeFile(at: path)
    from = try sink.published(SiteLayout.index).flatMap { PublishedGeneration.name(in: $0) }
    // A build that was killed between the commit and the end.
    if let from, try file.prepared().flatMap(UploadPlan.destination) == from { try file.show() }
  }

  /// Writes the plan of what a commit would do now, commits, and shows the plan. A copy that is at the generation before
  /// needs just this.
  ///
  /// - Returns: What the commit returns, and whether nothing was to be done and the plan that was there, which leads to
  ///   this very generation, is left.
  func write<Outcome>(
    to generation: String, baseURL: String?, around commit: () throws -> Outcome
  ) throws -> (outcome: Outcome, keptOlder: Bool) {
    let (uploads, deletions) = try sink.changes()
    if uploads.isEmpty, deletions.isEmpty,
      try file.read().flatMap(UploadPlan.destination) == generation
    {
      return (try commit(), true)
    }
    let plan = UploadPlan(
      uploads: uploads, deletions: deletions, from: from, to: generation, baseURL: baseURL)
    try file.prepare(Array(Tool.answer("plan") { plan.write(into: &$0) }.utf8))
    let outcome: Outcome
    do {
      outcome = try commit()
    } catch {
      file.discard()
      throw error
    }
    try file.show()
    return (outcome, false)
  }
}
