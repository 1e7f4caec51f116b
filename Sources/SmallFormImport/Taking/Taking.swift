internal import Authoring
internal import Diagnostics
internal import IndexModel
internal import JSONText
internal import Registry

/// Files of the small form on their way into a registry.
struct Taking {
  var files: DraftedFiles
  var origins = Origins()
  var findings: [Diagnostic] = []
  /// What was taken over, by path.
  var packages: Set<RepositoryPath> = []
  var packageIndexes: Set<RepositoryPath> = []
  var releases = 0
  /// Those of whom it was said that they could not be compared.
  var unconfirmed: Set<FullName> = []

  var context: Context { files.context }

  init(_ files: DraftedFiles) { self.files = files }

  /// Makes the registry where there is none.
  mutating func begin(_ registry: SmallFormImport.NewRegistry) throws(AuthoringError) {
    let drafts = NewResource.registry(
      registry.name, baseURL: registry.baseURL?.text, operations: [registry.operations])
    for draft in drafts + [NewResource.ignoreFile] { try files.add(draft) }
  }

  mutating func report(
    _ rule: Rule, _ severity: Diagnostic.Severity? = nil, in form: SmallForm,
    at node: JSONDocument.Node, _ message: String, help: String, notes: [Diagnostic.Note] = []
  ) {
    findings.append(
      form.finding(rule, severity, at: node, message, help: help, notes: notes))
  }

  /// Says that a file of the registry cannot be read.
  mutating func reportUnsound(
    _ path: RepositoryPath, in form: SmallForm, at node: JSONDocument.Node
  ) {
    report(
      .smallFormTaken, in: form, at: node, "\(path) of the registry breaks a rule by itself",
      help: "cairn check says what is wrong with it; mend it and import again")
  }

  /// Says that a place belongs to somebody else.
  mutating func reportOwner(
    _ path: RepositoryPath, _ owners: [Reference], in form: SmallForm, at node: JSONDocument.Node
  ) {
    let owner = owners.first.map { quoted($0.text) } ?? "nobody"
    report(
      .smallFormTaken, in: form, at: node,
      "\(path) of the registry is owned by \(owner), expected \(quoted(form.owner.value.handle.text))",
      help: "choose another name, or let the owner there import it")
  }
}

extension Name {
  /// Whether this is the handle of the first of some owners: the owner identity.
  func isFirst(of owners: [Reference]) -> Bool {
    owners.first.map { $0.text.utf8.elementsEqual(text.utf8) } ?? false
  }
}
