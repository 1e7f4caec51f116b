public import IndexModel

/// How to tell what we published from what is somebody else's.
///
/// Publishing knows no documents: whoever publishes says what theirs look like.
public struct Provenance: Sendable {
  /// Reads a document of a published generation; nil where there is none.
  public typealias Read = (SitePath) throws -> [UInt8]?

  /// A document that every generation has.
  let marker: SitePath
  /// Whether these bytes are such a document's, and not those of another file of its name.
  let isOurs: @Sendable ([UInt8]) -> Bool
  /// The files of a published generation, as its own documents list them.
  let listed: @Sendable (Read) throws -> Set<SitePath>
  /// The folders in the root that are ours alone. What somebody puts into one of them is not looked for in a delta.
  let folders: Set<String>

  /// - Parameters:
  ///   - marker: A document that every generation has. A folder that has files but not this one is
  ///     not ours.
  ///   - isOurs: Whether these are the bytes of such a document.
  ///   - listed: The files of a published generation. Of those, a complete new one takes away what
  ///     it does not have; whatever else stands there is somebody else's and stays.
  ///   - folders: The folders in the root that are ours alone. A delta looks into all others, whatever stands there;
  ///     only a complete generation looks into these for what is somebody else's.
  public init(
    marker: SitePath, folders: Set<String> = [], isOurs: @escaping @Sendable ([UInt8]) -> Bool,
    listed: @escaping @Sendable (Read) throws -> Set<SitePath>
  ) {
    self.marker = marker
    self.folders = folders
    self.isOurs = isOurs
    self.listed = listed
  }

  /// The files of a published generation.
  func files(of place: String, _ read: Read) throws(PublishError) -> Set<SitePath> {
    do {
      return try listed(read)
    } catch let error as PublishError {
      throw error
    } catch {
      throw .refused(.illegible(reason: "\(error)"), path: place)
    }
  }
}
