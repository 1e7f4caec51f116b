internal import Authoring
internal import Diagnostics
internal import Glibc
internal import IndexModel

/// Where a command runs, seen from the checkout: paths and command lines as a person there writes
/// them.
struct Standpoint: Sendable {
  /// The folder as a path of the checkout; nil where it lies outside.
  let folder: RepositoryPath?
  /// The program `git`, working in that folder.
  let git: String
  /// The program `cairn`, working in that folder.
  let cairn: String

  /// - Parameter named: The folder that `-C` names; nil for the current one.
  init(_ named: String?, in checkout: Checkout) {
    let option = named.map { " -C \(Self.word($0))" } ?? ""
    git = "git\(option)"
    cairn = "cairn\(option)"
    folder = Self.resolved(named ?? ".").flatMap { here in
      Self.resolved(checkout.path).flatMap { RepositoryPath(below: $0, here) }
    }
  }

  /// A path of the checkout as it is written in the folder.
  func path(_ path: RepositoryPath) -> String {
    guard let folder else { return Self.word(VisibleText.path(path)) }
    let here = folder.components.map { Array($0) }
    let there = path.components.map { Array($0) }
    let shared = zip(here, there).prefix { $0 == $1 }.count
    let steps =
      Array(repeating: Array("..".utf8), count: here.count - shared) + there[shared...]
    return Self.word(
      VisibleText.path(RepositoryPath(bytes: Array(steps.joined(separator: "/".utf8)))))
  }

  /// The text as one word of a shell.
  static func word(_ text: String) -> String {
    let isPlain = text.utf8.allSatisfy { byte in
      byte.isAlphanumeric || "-_./@+:,=%".utf8.contains(byte)
    }
    guard text.isEmpty || !isPlain else { return text }
    let parts = text.split(separator: "'", omittingEmptySubsequences: false)
    return "'" + parts.joined(separator: "'\\''") + "'"
  }

  private static func resolved(_ path: String) -> String? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }
}
