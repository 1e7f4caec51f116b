internal import Authoring
internal import GitStore
internal import IndexModel
internal import Registry
internal import Skeleton

/// One thing that `cairn doctor` looks at.
struct Checkup: Sendable {
  /// A stable word for programs.
  let id: String
  /// What is known of it when all is well or not; nothing where it does not apply.
  let look: @Sendable (Patient) throws -> [Symptom]

  /// Everything that is looked at, in the order in which it is told.
  static let all: [Checkup] = [
    .registry, .history, .git, .uncommitted, .conversion, .output, .downloads, .operations,
    .workflows, .source, .forgeOwners, .baseURL, .site,
  ]
}

/// What a checkup found.
struct Symptom: Hashable, Sendable {
  enum Level: String, CaseIterable, Sendable { case ok, advice, problem }

  let level: Level
  let message: String
  /// What to do about it.
  let next: String?

  static func ok(_ message: String) -> Symptom { Symptom(level: .ok, message: message, next: nil) }

  static func advice(_ message: String, next: String) -> Symptom {
    Symptom(level: .advice, message: message, next: next)
  }

  static func problem(_ message: String, next: String) -> Symptom {
    Symptom(level: .problem, message: message, next: next)
  }
}

/// The environment of a registry, as far as it is there.
struct Patient: Sendable {
  let tool: Tool
  let repository: GitRepository
  /// Nil for a bare repository.
  let checkout: Checkout?
  /// The last commit; nil where there is none, or it holds no registry.
  let head: Head?
  /// Where a site should say the same as the last commit.
  let site: String?

  struct Head: Sendable {
    let registry: OpenRegistry
    let context: Context
  }

  init(_ tool: Tool, site: String?) throws {
    self.tool = tool
    self.site = site
    repository = try GitRepository.open(at: tool.folder ?? ".", discover: true)
    checkout = try repository.workFolder.map { try Checkout(at: $0) }
    do {
      let registry = try tool.open()
      head = Head(registry: registry, context: try registry.context())
    } catch is GitError, is ContextError {
      head = nil
    }
  }

  /// The program git, or cairn, as a person would call it here.
  var git: String { checkout.map { Standpoint(tool.folder, in: $0).git } ?? "git" }
  var cairn: String { checkout.map { Standpoint(tool.folder, in: $0).cairn } ?? "cairn" }

  /// A file of the checkout, or of the last commit of a bare repository; nil where there is none.
  func file(_ path: RepositoryPath) throws -> [UInt8]? {
    if let checkout { return try checkout.read(path) }
    guard let snapshot = head?.registry.snapshot, let entry = try snapshot.entry(at: path),
      entry.kind == .file
    else { return nil }
    return try snapshot.read(entry.id)
  }

  /// The forges whose workflows of cairn are here, or some of them: a project may have a pipeline of
  /// its own at the path that ours would take.
  func forges() throws -> [Forge] {
    try Forge.allCases.filter { forge in
      try forge.workflows.contains { workflow in
        try file(workflow.path).map { forge.isOurs($0, at: workflow.path) } ?? false
      }
    }
  }
}
