public import Diagnostics
public import IndexModel
internal import Registry

/// A waiver, and what it came to in a check.
public struct WaiverUse: Hashable, Sendable {
  public let rule: String
  /// A path, or `<project>/<package>[@version]`.
  public let subject: String
  public let reason: String
  public let grantedBy: String
  public let expires: Timestamp?
  /// Where the waiver stands.
  public let range: SourceRange
  /// Whether it ended before the check: then it accepts nothing.
  public let isExpired: Bool
  /// How many findings it accepts.
  public internal(set) var findings = 0

  init(_ waiver: WaiverList.Waiver, range: SourceRange, isExpired: Bool) {
    rule = waiver.rule.text
    subject = waiver.subject.text
    reason = waiver.reason
    grantedBy = waiver.grantedBy.text
    expires = waiver.expires?.value
    self.range = range
    self.isExpired = isExpired
  }
}
