internal import Arguments
internal import Authoring
internal import Diagnostics
internal import GitStore
internal import IndexModel
internal import JSONText
internal import Registry
internal import Rules

/// What an author's command works on: the files of the checkout, committed or not.
struct Authorship: Sendable {
  let tool: Tool
  let repository: GitRepository
  let checkout: Checkout
  let standpoint: Standpoint
  /// The registry's settings; the defaults where there is no registry yet.
  let context: Context
  let isRegistry: Bool

  /// Finds the checkout around the folder that the global options name.
  ///
  /// - Parameter makesRegistry: Whether it is fine that there is no registry yet.
  init(_ tool: Tool, makesRegistry: Bool = false) throws {
    let repository = try GitRepository.open(at: tool.folder ?? ".", discover: true)
    guard let folder = repository.workFolder else {
      throw GitError.noWorkTree(path: repository.gitFolder)
    }
    self.tool = tool
    self.repository = repository
    checkout = try Checkout(at: folder)
    standpoint = Standpoint(tool.folder, in: checkout)
    do throws(ContextError) {
      context = try Review.context(of: checkout)
      isRegistry = true
    } catch {
      guard makesRegistry, error == .missing else { throw error }
      context = Context()
      isRegistry = false
    }
  }

  /// Whether a draft is of a file that rules look at. Elsewhere in the repository files may have other names, such as
  /// git's own and those of forges.
  static func isOfRegistry(_ draft: Draft) -> Bool {
    Walk.topFolders.contains { draft.path.components.first?.elementsEqual($0.utf8) == true }
  }

  /// Writes drafts that break no rule, neither as they are nor as a change of base; says what
  /// stands against them otherwise.
  ///
  /// - Parameters:
  ///   - subject: What would be written: "the release".
  ///   - base: What the change is for; nil for the last commit.
  @discardableResult
  func write(
    _ drafts: [Draft], _ subject: String, since base: ChangeBase? = nil
  ) throws -> ChangeReview {
    for draft in drafts where draft.before == nil {
      if Self.isOfRegistry(draft), let problem = draft.path.problem() {
        throw Failure(
          .outputRefused, "\(draft.path) cannot stand in a registry: \(problem.message)",
          wayOut: "choose a shorter or plainer name")
      }
      if try checkout.kind(of: draft.path) != nil { throw AuthoringError.exists(draft.path) }
    }
    let base = try base ?? ChangeBase(repository)
    let now = Timestamp.clock
    let review = try Review(drafts, of: checkout, moment: Moment(commit: nil, now: now))
    let change = try ChangeReview(drafts, since: base, now: now)
    report((review.findings + change.findings).sorted(), drafts, since: base)
    guard review.passes, change.findings.isEmpty else {
      throw Failure(
        .findings, "\(subject) would break the rules above, so nothing was written",
        wayOut: "mend what they name and try again; cairn explain RULE says more")
    }
    try checkout.write(drafts)
    return change
  }

  /// Prints findings about files as they would be, and as base has them.
  func report(
    _ findings: [Diagnostic], _ drafts: [Draft] = [], since base: ChangeBase? = nil
  ) {
    guard !findings.isEmpty else { return }
    let before = base?.lines
    let sources = SourceTables(
      base: { before?.table(of: $0) },
      head: { path in
        let draft = drafts.first { $0.path == path }?.after
        return (draft ?? (try? checkout.read(path)) ?? nil).map(LineTable.init)
      })
    var text = ""
    TextPrinter(sources, color: tool.colorsErrors).print(findings, to: &text)
    tool.console.error(text)
  }

  /// The bytes of a file in the last commit; nil where it is not there, or where there is no commit.
  func committed(_ path: RepositoryPath) throws -> [UInt8]? {
    let head: ObjectID
    do throws(GitError) { head = try repository.resolve("HEAD") } catch { return nil }
    let snapshot = try repository.snapshot(of: head)
    guard let entry = try snapshot.entry(at: path), entry.kind == .file else { return nil }
    return try snapshot.read(entry.id)
  }

  /// Says what to do next.
  func next(_ steps: String) { tool.note("next: \(steps)") }
}

extension Authorship {
  /// Reads a name from the command line, in the words of the rules about it.
  func name(
    _ text: String, for use: Name.Use, _ thing: String, _ arguments: ParsedArguments
  ) throws -> Name {
    do throws(Name.Problem) {
      return try Name(text, for: use, versions: context.policy.versioning)
    } catch {
      throw arguments.misuse("'\(text)' is no name for \(thing): \(error.message)")
    }
  }

  /// Reads `<project>/<package>` from the command line.
  func package(_ text: String, _ arguments: ParsedArguments) throws -> PackageID {
    do throws(PackageID.Problem) {
      return try PackageID(text, versions: context.policy.versioning)
    } catch {
      throw arguments.misuse("'\(text)' names no package: \(error.message)")
    }
  }

  /// Reads handles from the command line, of identities that are there.
  func handles(_ texts: [String], _ arguments: ParsedArguments) throws -> [Name] {
    try texts.map { text in
      let handle = try name(text, for: .identity, "an identity", arguments)
      guard try checkout.kind(of: SourcePlace.path(ofIdentity: handle.text)) == .file else {
        throw Failure(
          .findings, "there is no identity \(handle)",
          wayOut: try suggestion(for: handle, in: SourcePlace.path(ofIdentity: handle.text).parent)
            ?? "make it first: \(standpoint.cairn) new identity \(handle) --account github:NUMBER/LOGIN"
        )
      }
      return handle
    }
  }

  /// There is no project of this name.
  func missingProject(_ name: Name) throws -> Failure {
    Failure(
      .findings, "there is no project \(name)",
      wayOut: try suggestion(for: name, in: SourcePlace.path(ofProject: name.text).parent)
        ?? "make it first: \(standpoint.cairn) new project \(name) --admin HANDLE")
  }

  /// The resource in a folder that was probably meant; nil where none is near.
  private func suggestion(for name: Name, in folder: RepositoryPath) throws -> String? {
    let names = try checkout.resources(in: folder)
    let near =
      names.first { Name.fold($0) == name.folded } ?? Likeness.closest(to: name.text, among: names)
    return near.map { "did you mean \($0)?" }
  }
}

extension Checkout {
  /// The names of the resources in a folder: those of its JSON files.
  func resources(in folder: RepositoryPath) throws(AuthoringError) -> [String] {
    try entries(of: folder).map { String(decoding: $0.name, as: UTF8.self) }
      .filter { $0.hasSuffix(".json") }.map { String($0.dropLast(5)) }
  }
}
