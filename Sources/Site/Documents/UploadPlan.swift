internal import Cryptography
public import IndexModel
public import JSONText

/// What has to be done to a copy of a site in an object store, in order: uploads by turn, deletions last, and then the
/// addresses that caches should forget.
public struct UploadPlan: Sendable {
  /// A file that is new, or has other bytes than before.
  public struct Upload: Hashable, Sendable {
    public let path: SitePath
    let sha256: SHA256Digest
    let size: Int
    let isNew: Bool

    public init(_ path: SitePath, _ bytes: [UInt8], isNew: Bool) {
      self.path = path
      self.sha256 = SHA256.digest(of: bytes)
      self.size = bytes.count
      self.isNew = isNew
    }
  }

  private let uploads: [Upload]
  private let deletions: [SitePath]
  /// The generation that the copy has to be of; nil where there is none yet.
  private let from: String?
  private let to: String
  private let baseURL: String?

  public init(
    uploads: [Upload], deletions: [SitePath], from: String?, to: String, baseURL: String?
  ) {
    self.uploads = uploads
    self.deletions = deletions
    self.from = from
    self.to = to
    self.baseURL = baseURL
  }

  /// Writes the members of the plan.
  public func write(into writer: inout JSONWriter) {
    if let from { writer.member("from", from) }
    writer.member("to", to)
    writer.key("steps")
    writer.array { writer in
      let turns = Dictionary(grouping: uploads) { UploadTurn.of($0.path) }
        .sorted { $0.key < $1.key }
      for (number, (turn, uploads)) in turns.enumerated() {
        for upload in uploads.sorted(by: { $0.path < $1.path }) {
          writer.object { write(upload, turn.phase, number + 1, into: &$0) }
        }
      }
      for path in deletions.sorted() {
        writer.object { writer in
          writer.member("phase", UploadPhase.deletions.rawValue)
          writer.member("turn", turns.count + 1)
          writer.member("path", path.text)
        }
      }
    }
    writer.key("purge")
    writer.array { writer in
      guard let baseURL else { return }
      let altered = uploads.filter { !$0.isNew }.map(\.path) + deletions
      for path in altered.sorted() { writer.string(baseURL + path.text) }
    }
  }

  private func write(
    _ upload: Upload, _ phase: UploadPhase, _ turn: Int, into writer: inout JSONWriter
  ) {
    writer.member("phase", phase.rawValue)
    writer.member("turn", turn)
    writer.member("path", upload.path.text)
    writer.member("sha256", upload.sha256.hex)
    writer.member("size", upload.size)
    writer.member("type", MediaType.of(upload.path).text)
    writer.member("cacheControl", CachePolicy.of(upload.path).rawValue)
  }
}

extension UploadPlan {
  /// The generation that a plan leads to; nil for what is no plan.
  public static func destination(in bytes: [UInt8]) -> String? {
    let limits = JSONLimits(depth: 32, bytes: JSONLimits.largest)
    guard let document = JSONDocument.read(bytes, limits: limits).document,
      document.node(at: ["steps"]) != nil
    else { return nil }
    return document.node(at: ["to"]).flatMap { document.string($0) }
  }
}
