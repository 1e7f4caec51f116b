public import Diagnostics
internal import JSONText
internal import Registry

/// Something that a file says is its own, and that no other file may say.
///
/// Claims need no registry-wide reading of values: a check of a state collects them on its way, a
/// check of a change scans the files of the kind that makes them.
public struct Claim: Sendable {
  /// What is claimed: `github:3`.
  public let thing: String
  /// Two claims of one thing clash if at least one of them is exclusive.
  public let isExclusive: Bool
  public let range: SourceRange
  public let pointer: String

  init(_ thing: String, isExclusive: Bool, at node: Unit.Node, of unit: Unit) {
    self.thing = thing
    self.isExclusive = isExclusive
    range = unit.note(at: node, "").range
    pointer = unit.document.pointer(to: node)
  }

  /// Each claim that clashes with one before it, in order of the places, with the first such.
  static func clashes(among claims: [Claim]) -> [(later: Claim, earlier: Claim)] {
    var clashes: [(later: Claim, earlier: Claim)] = []
    for rivals in Dictionary(grouping: claims, by: \.thing).values where rivals.count > 1 {
      // Which is the first of all, and of the exclusive ones, is all there is to know of those
      // before.
      var first: Claim?
      var firstExclusive: Claim?
      for claim in rivals.sorted(by: Claim.precedes) {
        if let earlier = claim.isExclusive ? first : firstExclusive {
          clashes.append((claim, earlier))
        }
        first = first ?? claim
        if claim.isExclusive { firstExclusive = firstExclusive ?? claim }
      }
    }
    return clashes
  }

  private static func precedes(_ left: Claim, _ right: Claim) -> Bool {
    guard left.range.path == right.range.path else { return left.range.path < right.range.path }
    return left.range.bytes.lowerBound < right.range.bytes.lowerBound
  }
}
