/// The path of a file of the site, relative to its root: components of safe ASCII joined by `/`.
///
/// A site path cannot leave the root, whatever joins it to a folder: it has no empty, `.` or `..` component, no
/// backslash, no control byte and no leading slash.
public struct SitePath: Hashable, Comparable, Sendable {
  public let text: String

  /// The path of this text; nil if a component is not made of `[A-Za-z0-9._~+@-]`, is `.` or `..`, or is empty.
  public init?(_ text: String) {
    guard Self.isSafe(text) else { return nil }
    self.text = text
  }

  /// A path that the program itself spells. Traps on an unsafe one: that is a mistake of ours, never of an input.
  public init(layout text: String) {
    precondition(Self.isSafe(text), "the site's layout spells only safe paths")
    self.text = text
  }

  private static func isSafe(_ text: String) -> Bool {
    var length = 0
    var dots = 0
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "/"):
        guard length > 0, !(dots == length && length <= 2) else { return false }
        length = 0
        dots = 0
        continue
      case UInt8(ascii: "."): dots += 1
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"),
        UInt8(ascii: "~"),
        UInt8(ascii: "+"), UInt8(ascii: "@"):
        break
      default: return false
      }
      length += 1
    }
    return length > 0 && !(dots == length && length <= 2)
  }

  public static func < (left: SitePath, right: SitePath) -> Bool {
    // The text is ASCII, so the order of strings is that of their bytes.
    left.text < right.text
  }

  /// How a document at this path names another: a relative reference of RFC 3986, so that a site works below any prefix.
  public func reference(to target: SitePath) -> String {
    let slash = UInt8(ascii: "/")
    let from = text.utf8
    let to = target.text.utf8
    // Behind the last slash up to which both paths are the same folder.
    var shared = to.startIndex
    var here = from.startIndex
    var there = to.startIndex
    while here < from.endIndex, there < to.endIndex, from[here] == to[there] {
      let isFolder = from[here] == slash
      from.formIndex(after: &here)
      to.formIndex(after: &there)
      if isFolder { shared = there }
    }
    let common = to.distance(from: to.startIndex, to: shared)
    let levels = from.dropFirst(common).count { $0 == slash }
    return String(repeating: "../", count: levels) + target.text[shared...]
  }
}

extension SitePath {
  /// The path that a relative reference in the document at this path leads to (RFC 3986, section 5.2); nil where that
  /// is no path of the site: outside of it, at another host, or not spelled as paths are.
  public func resolving(_ reference: String) -> SitePath? {
    var parts = text.utf8.split(separator: UInt8(ascii: "/")).dropLast()
    for part in reference.utf8.split(
      separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    {
      switch String(decoding: part, as: UTF8.self) {
      case ".": break
      case "..": if parts.popLast() == nil { return nil }
      default: parts.append(part)
      }
    }
    return SitePath(parts.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "/"))
  }
}

extension SitePath: CustomStringConvertible {
  public var description: String { text }
}
