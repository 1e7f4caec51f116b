public import IndexModel

/// Where a new generation of a site goes. It takes documents in any order, from several threads, and shows nothing of
/// them to a reader before the commit, which shows all.
///
/// A sink is locked from its beginning to its end: while it lives, nobody else publishes to the same place.
public protocol Sink: Sendable {
  /// The bytes that are published at a path now; nil where there are none.
  func published(_ path: SitePath) throws(PublishError) -> [UInt8]?

  /// The bytes that a commit would publish at a path, of the documents that were put until now; nil where there would
  /// be none.
  func upcoming(_ path: SitePath) throws(PublishError) -> [UInt8]?

  /// Makes this a delta: documents that nobody puts stay, but for those that are removed. To be said before the first.
  /// Otherwise what is put is the whole site, and others that the published one lists go.
  func keepOthers()

  /// Takes one document of the new generation, and says how it compares with the published one.
  ///
  /// - Throws: ``PublishError/clash(_:)`` if the path was put or removed before.
  @discardableResult
  func put(_ path: SitePath, _ bytes: [UInt8]) throws(PublishError) -> Standing

  /// Takes another form of a document that was put before, and says how that compares with the published one. Nobody
  /// else puts meanwhile.
  @discardableResult
  func replace(_ path: SitePath, _ bytes: [UInt8]) throws(PublishError) -> Standing

  /// Takes a published document away in a delta. One that is not published is as good as removed.
  func remove(_ path: SitePath) throws(PublishError)

  /// The published documents that a commit would take away, by path.
  func removals() throws(PublishError) -> [SitePath]

  /// Makes the new generation the published one, in one step. Where everything is equal nothing is written. The sink is
  /// at its end, whether this throws or not; if it throws, what is published is as it was.
  func commit() throws(PublishError) -> Summary

  /// Gives up, and leaves nothing behind. Without effect on a sink that is at its end.
  func abandon()
}
