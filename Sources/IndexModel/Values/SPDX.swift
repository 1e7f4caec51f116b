/// Looks identifiers up in the SPDX License List, by bytes without case. The list is split when
/// first asked.
enum SPDX {
  struct Identifier: Hashable, Sendable {
    /// In the spelling of the list.
    let text: String
    let isDeprecated: Bool
  }

  static func license(_ text: String) -> Identifier? { licenses[text.asciiLowered] }

  static func exception(_ text: String) -> Identifier? { exceptions[text.asciiLowered] }

  /// What stands in the list for a deprecated GNU licence, which left open whether later ones are
  /// meant; else nothing.
  static func replacements(of deprecated: String) -> [String] {
    let isLater = deprecated.utf8.last == UInt8(ascii: "+")
    let stem = isLater ? String(deprecated.dropLast()) : deprecated
    let candidates = isLater ? ["\(stem)-or-later"] : ["\(stem)-only", "\(stem)-or-later"]
    return candidates.filter { license($0) != nil }
  }

  /// The identifier that is fewest edits, at most two, from the text; the first by bytes of
  /// several.
  static func nearestLicense(to text: String) -> String? { nearest(to: text, in: licenses) }

  static func nearestException(to text: String) -> String? { nearest(to: text, in: exceptions) }

  private static let licenses = table(
    SPDXIdentifiers.licenses, SPDXIdentifiers.deprecatedLicenses)

  private static let exceptions = table(
    SPDXIdentifiers.exceptions, SPDXIdentifiers.deprecatedExceptions)

  private static func table(_ current: String, _ deprecated: String) -> [String: Identifier] {
    var table: [String: Identifier] = [:]
    for (block, isDeprecated) in [(current, false), (deprecated, true)] {
      for word in block.utf8.split(whereSeparator: { $0 == 0x20 || $0 == 0x0A }) {
        let text = String(Substring(word))
        table[text.asciiLowered] = Identifier(text: text, isDeprecated: isDeprecated)
      }
    }
    return table
  }

  // MARK: Near misses

  /// Separators and case do not count, so `apache 2.0` and `Apache2.0` are no edits from
  /// `Apache-2.0`.
  private static func nearest(to text: String, in table: [String: Identifier]) -> String? {
    let wanted = letters(of: text)
    // Two edits make anything of three letters.
    guard wanted.count > 2, wanted.count <= 64 else { return nil }
    let allowed = wanted.count < 6 ? 1 : 2
    var best: (edits: Int, text: String)?
    for identifier in table.values where !identifier.isDeprecated {
      guard let edits = edits(wanted, letters(of: identifier.text), atMost: allowed) else {
        continue
      }
      if best.map({ (edits, identifier.text) < $0 }) ?? true { best = (edits, identifier.text) }
    }
    return best?.text
  }

  private static func letters(of text: String) -> [UInt8] {
    text.utf8.filter { $0.isAlphanumeric || $0 == UInt8(ascii: "+") }.map(\.lowered)
  }

  /// Levenshtein's distance, or nil above a bound.
  private static func edits(_ left: [UInt8], _ right: [UInt8], atMost bound: Int) -> Int? {
    guard abs(left.count - right.count) <= bound else { return nil }
    var row = Array(0...right.count)
    for (above, byte) in left.enumerated() {
      var diagonal = row[0]
      row[0] = above + 1
      var least = row[0]
      for at in right.indices {
        let kept = diagonal + (byte == right[at] ? 0 : 1)
        diagonal = row[at + 1]
        row[at + 1] = min(kept, diagonal + 1, row[at] + 1)
        least = min(least, row[at + 1])
      }
      guard least <= bound else { return nil }
    }
    return row[right.count] <= bound ? row[right.count] : nil
  }
}
