public import IndexModel

/// A file that a new repository begins with.
public struct SkeletonFile: Hashable, Sendable {
  public let path: RepositoryPath
  public let text: String

  init(_ path: String, _ text: String) {
    self.path = RepositoryPath(path)
    self.text = text
  }
}

extension String {
  /// The text as a block within another: every line but the first gets so many blanks more, except empty ones.
  func indented(by count: Int) -> String {
    let lines = split(separator: "\n", omittingEmptySubsequences: false)
    let margin = String(repeating: " ", count: count)
    return lines.enumerated().map { at, line in at == 0 || line.isEmpty ? "\(line)" : margin + line
    }
    .joined(separator: "\n")
  }
}
