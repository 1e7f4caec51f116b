internal import IndexModel
internal import Publishing
internal import Site

/// The file that says what has to be done to a copy of the site in an object store.
struct PlanFile {
  let path: String
  let sink: PlanningSink
  /// The generation that is published now; nil for none.
  private let from: String?

  init(at path: String, over sink: any Sink) throws {
    self.path = path
    self.sink = PlanningSink(over: sink)
    from = try sink.published(SiteLayout.index).flatMap { PublishedGeneration.name(in: $0) }
  }

  /// Writes the plan of what a commit would do now. A copy that is at the generation before needs just this.
  func write(to generation: String, baseURL: String?) throws {
    let (uploads, deletions) = try sink.changes()
    let plan = UploadPlan(
      uploads: uploads, deletions: deletions, from: from, to: generation, baseURL: baseURL)
    let text = Tool.answer("plan") { plan.write(into: &$0) }
    try WholeFile.write(Array(text.utf8), to: path)
  }

  /// Takes the plan back: nothing came of it.
  func remove() { WholeFile.remove(path) }
}
