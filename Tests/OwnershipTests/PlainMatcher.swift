/// The rules of matching, as plainly as they can be put and as slowly: what the real matchers are
/// held against. It shares nothing with them.
enum PlainMatcher {
  static func matches(_ pattern: String, _ path: String) -> Bool {
    var parts = pattern.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    // A trailing slash matches only what is inside.
    let isFolder = parts.last == ""
    if isFolder { parts[parts.count - 1] = "**" }
    // A slash anywhere but at the end anchors to the root.
    if parts.first == "" {
      parts.removeFirst()
    } else if parts.count - (isFolder ? 1 : 0) == 1 {
      parts.insert("**", at: 0)
    }
    let names = path.isEmpty ? [] : path.split(separator: "/", omittingEmptySubsequences: false)
    return components(parts[...], names.map(String.init)[...])
  }

  private static func components(_ parts: ArraySlice<String>, _ names: ArraySlice<String>) -> Bool {
    guard let part = parts.first else { return true }
    let rest = parts.dropFirst()
    if part == "**" {
      if rest.isEmpty { return !names.isEmpty }
      return components(rest, names) || (!names.isEmpty && components(parts, names.dropFirst()))
    }
    guard let name = names.first, text(Array(part.utf8)[...], Array(name.utf8)[...]) else {
      return false
    }
    if part == "*", rest.isEmpty { return names.count == 1 }
    return components(rest, names.dropFirst())
  }

  private static func text(_ part: ArraySlice<UInt8>, _ name: ArraySlice<UInt8>) -> Bool {
    guard let first = part.first else { return name.isEmpty }
    switch first {
    case UInt8(ascii: "*"):
      return text(part.dropFirst(), name) || (!name.isEmpty && text(part, name.dropFirst()))
    case UInt8(ascii: "?"): return !name.isEmpty && text(part.dropFirst(), name.dropFirst())
    case UInt8(ascii: "\\"):
      return part.dropFirst().first == name.first && text(part.dropFirst(2), name.dropFirst())
    default: return first == name.first && text(part.dropFirst(), name.dropFirst())
    }
  }
}
