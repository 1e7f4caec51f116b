/// The name of a branch, without the `refs/heads/` before it: `gh-pages`, `site/v1`.
///
/// Stricter than git, which would take almost any byte: 1 to 100 bytes of `A-Z`, `a-z`, `0-9`, `.`, `_`, `-` and `/`, and
/// no component that git refuses or takes for something else.
public struct BranchName: Hashable, Sendable {
  public let text: String

  /// The name of this text; nil if it is none.
  public init?(_ text: String) {
    let components = text.utf8.split(
      separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    guard 1...100 ~= text.utf8.count, text != "HEAD", components.allSatisfy(Self.isComponent)
    else { return nil }
    self.text = text
  }

  /// The reference that the branch is.
  public var reference: String { "refs/heads/" + text }

  private static func isComponent(_ bytes: Substring.UTF8View) -> Bool {
    let dot = UInt8(ascii: ".")
    guard let first = bytes.first, first != dot, first != UInt8(ascii: "-"),
      bytes.last != dot, !bytes.reversed().starts(with: ".lock".utf8.reversed()),
      !zip(bytes, bytes.dropFirst()).contains(where: { $0 == dot && $1 == dot })
    else { return false }
    return bytes.allSatisfy { $0.isAlphanumeric || "._-".utf8.contains($0) }
  }
}

extension BranchName: CustomStringConvertible {
  public var description: String { text }
}
