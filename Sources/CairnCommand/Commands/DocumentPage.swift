internal import Diagnostics
internal import IndexModel
internal import JSONText
internal import Site

/// A package or a release as text for people, made from its document.
///
/// The document may come from a host that nobody vouches for: nothing in it is taken for granted, and no text in it
/// reaches a terminal unescaped.
struct DocumentPage {
  private enum Subject { case package, release }
  private typealias Node = JSONDocument.Node

  private let document: JSONDocument
  private let path: SitePath
  private let root: String?
  private let subject: Subject

  /// - Parameter root: The URL of the site, to which links are resolved; nil for one without address.
  init?(_ source: SiteDocument, root: String?) {
    let limits = JSONLimits(depth: 32, bytes: JSONLimits.largest)
    guard let document = JSONDocument.read(source.bytes, limits: limits).document,
      let kind = document.node(at: ["kind"]).flatMap(document.string)
    else { return nil }
    switch kind {
    case "VersionIndex": subject = .package
    case "Release": subject = .release
    default: return nil
    }
    self.document = document
    self.path = source.path
    self.root = root
  }

  func text(color: Bool) -> String {
    var page = Page(ink: Ink(isOn: color))
    switch subject {
    case .package: writePackage(on: &page)
    case .release: writeRelease(on: &page)
    }
    return page.text
  }

  // MARK: A package

  private func writePackage(on page: inout Page) {
    let name = "\(text(["metadata", "project"]) ?? "?")/\(text(["metadata", "name"]) ?? "?")"
    page.title(name, text(["spec", "title"]))
    if let description = text(["metadata", "description"]) { page.line(description) }
    warning("deprecated", document.node(at: ["spec", "deprecated"]), on: &page)
    for key in ["license", "homepage", "repository", "documentation"] {
      if let value = text(["spec", .key(key)]) { page.field(key, value) }
    }
    page.gap()
    for stage in [Stage.current, .candidate, .revoked] {
      guard let latest = text(["status", .key(stage.rawValue), "latest"]) else { continue }
      page.field("latest \(stage.rawValue)", latest)
    }
    let releases = Array(elements(document.node(at: ["spec", "releases"])).reversed())
    guard !releases.isEmpty else {
      page.line("There are no releases yet.")
      return
    }
    page.gap()
    page.heading("Releases, newest first")
    let width = releases.map { string("version", of: $0)?.utf8.count ?? 0 }.max() ?? 0
    for release in releases { writeLine(of: release, width: min(width, 32), on: &page) }
  }

  private func writeLine(of release: Node, width: Int, on page: inout Page) {
    let version = string("version", of: release) ?? "?"
    let stage = string("stage", of: release) ?? "?"
    let date = string("published", of: release).map { String($0.prefix { $0 != "T" }) }
    page.columns([(version, width), (stage, 9), (date ?? "", 0)])
    writeWarnings(of: release, on: &page)
    for file in elements(document.member("files", of: release)) {
      if let url = string("url", of: file) { page.note(url) }
    }
  }

  // MARK: A release

  private func writeRelease(on page: inout Page) {
    let project = text(["metadata", "project"]) ?? "?"
    let name = "\(project)/\(text(["metadata", "name"]) ?? "?")"
    page.title("\(name)@\(text(["metadata", "version"]) ?? "?")", text(["spec", "stage"]))
    if let spec = document.node(at: ["spec"]) { writeWarnings(of: spec, on: &page) }
    for key in ["published", "license", "cid", "notes"] {
      if let value = text(["spec", .key(key)]) { page.field(key, value) }
    }
    writeFiles(on: &page)
    writeDependencies(on: &page)
  }

  private func writeFiles(on page: inout Page) {
    let files = elements(document.node(at: ["spec", "files"]))
    guard !files.isEmpty else { return }
    page.gap()
    page.heading("Files")
    for file in files {
      let name = string("name", of: file) ?? "?"
      page.columns([(name, 0), (string("role", of: file) ?? "", 0)])
      let carried = carried(name)
      if let place = string("url", of: file) ?? carried.flatMap(address) { page.note(place) }
      // Of a file that the registry carries, the site itself has counted the bytes.
      let facts = string("url", of: file) == nil ? carried ?? file : file
      if let size = document.member("size", of: facts).flatMap(document.integer) {
        page.note("\(size) bytes")
      }
      if let digest = string("sha256", of: facts) { page.note("sha256 \(digest)") }
    }
  }

  /// What the site says of a file that it serves itself.
  private func carried(_ name: String) -> Node? {
    elements(document.node(at: ["status", "files"])).first { string("name", of: $0) == name }
  }

  /// Where the site serves a file.
  private func address(of file: Node) -> String? {
    guard let target = string("href", of: file).flatMap(path.resolving) else { return nil }
    return root.map { $0 + target.text } ?? target.text
  }

  private func writeDependencies(on page: inout Page) {
    guard let node = document.node(at: ["spec", "dependencies"]), document.count(of: node) > 0
    else { return }
    page.gap()
    page.heading("Dependencies")
    for (key, value) in document.members(of: node) {
      let range = document.string(value) ?? string("range", of: value) ?? "any"
      let use = string("for", of: value).map { "for \($0)" }
      let optional = document.member("optional", of: value).flatMap(document.bool) == true
      let words = [use, optional ? "optional" : nil].compactMap(\.self).joined(separator: ", ")
      page.columns([(document.string(key) ?? "?", 0), (range, 0), (words, 0)])
    }
  }

  private func writeWarnings(of release: Node, on page: inout Page) {
    if let revocation = document.member("revocation", of: release) {
      let reason = string("reason", of: revocation).map { " (\($0))" } ?? ""
      warning("revoked\(reason)", revocation, on: &page)
    }
    warning("deprecated", document.member("deprecated", of: release), on: &page)
  }

  private func warning(_ word: String, _ node: Node?, on page: inout Page) {
    guard let node, document.kind(of: node) == .object else { return }
    let message = string("message", of: node) ?? "no reason given"
    let isSentence = message.utf8.last.map { ".!?".utf8.contains($0) } ?? false
    let replacement = string("replacedBy", of: node).map {
      isSentence ? " Use \($0)." : "; use \($0)"
    }
    page.warning("\(word): \(message)\(replacement ?? "")")
  }

  // MARK: Reading

  private func text(_ steps: [JSONDocument.Step]) -> String? {
    document.node(at: steps).flatMap(document.string)
  }

  private func string(_ key: String, of node: Node) -> String? {
    document.member(key, of: node).flatMap(document.string)
  }

  private func elements(_ node: Node?) -> [Node] {
    node.map { Array(document.elements(of: $0)) } ?? []
  }
}
