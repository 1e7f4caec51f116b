public import IndexModel

/// What the commit of a site says of itself: a function of the commit that the site is of, so that everybody who builds
/// that one comes to the same.
public struct SiteCommit: Hashable, Sendable {
  /// The commit that the site is of.
  public let source: ObjectID
  /// Its time, in seconds since 1970.
  public let time: Int64
  /// Whether the commit has the one before it as its parent.
  public let keepsHistory: Bool

  static let name = "Cairn"
  static let email = "cairn@localhost"
  /// What names the source in the message, for programs.
  static let trailer = "Cairn-Source"

  public init(of source: ObjectID, time: Int64, keepsHistory: Bool) {
    self.source = source
    self.time = time
    self.keepsHistory = keepsHistory
  }

  var message: String { "Site of \(source)\n\n\(Self.trailer): \(source)\n" }

  /// Git's stream of commands knows no time before 1970.
  var signature: String { "\(Self.name) <\(Self.email)> \(max(0, time)) +0000" }
}
