/// A source that is asked for nothing twice.
final class RememberingSource: IndexSource {
  private let source: any IndexSource
  private var entries: [String: IndexEntry?] = [:]
  private var aliases: [Question: String?] = [:]

  private struct Question: Hashable {
    let target: String
    let dependent: String
  }

  init(_ source: any IndexSource) { self.source = source }

  func entry(_ alias: String) throws -> IndexEntry? {
    if let known = entries[alias] { return known }
    let entry = try source.entry(alias)
    entries[alias] = .some(entry)
    return entry
  }

  func alias(for target: String, from dependent: String) throws -> String? {
    let question = Question(target: target, dependent: dependent)
    if let known = aliases[question] { return known }
    let alias = try source.alias(for: target, from: dependent)
    aliases[question] = .some(alias)
    return alias
  }
}
