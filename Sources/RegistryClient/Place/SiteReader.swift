public import IndexModel

/// Reads the files of a published tree, wherever it stands.
///
/// ```swift
/// let site = try SiteReader.at("https://registry.example.org/")
/// let entry = try site.read(SiteLayout.index)
/// ```
///
/// A reader believes nothing: it follows no link out of a folder, and takes no more bytes than it is told to.
public struct SiteReader: Sendable {
  /// A file to read.
  public struct Request: Hashable, Sendable {
    public let path: SitePath
    /// How many bytes are taken at most.
    public let limit: Int

    public init(_ path: SitePath, limit: Int = SiteReader.largest) {
      self.path = path
      self.limit = limit
    }
  }

  /// What stands at a path.
  public enum Answer: Hashable, Sendable {
    case bytes([UInt8])
    case absent
    /// More bytes than the request takes.
    case tooLarge
    /// A file that may not be read, or that the disk does not give; `errno` says why.
    case unreadable(Int32)
  }

  /// The largest document that is read where nothing says how large it should be: the most that `JSONText` takes.
  public static let largest = 1 << 29

  /// The place as it was named, for messages.
  public let place: String
  /// The URL of the root with its slash; nil for a place without one.
  public let address: String?
  /// Lists all that is in the tree; nil where the place cannot tell, as a web host cannot.
  let walk: FolderWalk?
  private let answer: @Sendable ([Request]) throws -> [Answer]

  init(
    _ place: String, address: String? = nil, walk: FolderWalk? = nil,
    answer: @escaping @Sendable ([Request]) throws -> [Answer]
  ) {
    self.place = place
    self.address = address
    self.walk = walk
    self.answer = answer
  }

  /// A reader of a tree that a closure knows: the bytes at a path, nil where there is nothing.
  public init(_ place: String, read: @escaping @Sendable (SitePath) throws -> [UInt8]?) {
    self.init(place) { requests in
      try requests.map { request in
        guard let bytes = try read(request.path) else { return .absent }
        return bytes.count <= request.limit ? .bytes(bytes) : .tooLarge
      }
    }
  }

  /// A reader of the folder or the address that a person names.
  ///
  /// - Parameter seconds: How long a host may take for a file.
  public static func at(
    _ place: String, patience seconds: Int = SiteReader.patience
  ) throws(SiteError) -> SiteReader {
    place.utf8.split(separator: UInt8(ascii: ":"), maxSplits: 1).last?.starts(with: "//".utf8)
      == true
      ? try .address(place, patience: seconds) : try .folder(place)
  }

  /// How long a host may take for a file, in seconds: as long as a slow one needs for the largest.
  public static let patience = 600

  /// A reader of a folder. The folder is opened once: if a publish puts another in its place, this one is read on.
  public static func folder(_ path: String) throws(SiteError) -> SiteReader {
    let folder = try PublishedFolder(path)
    return SiteReader(path, walk: FolderWalk(folder)) { requests in
      requests.map { folder.read($0.path, limit: $0.limit) }
    }
  }

  /// A reader of a site on a web host, by the program `curl`.
  public static func address(
    _ url: String, patience seconds: Int = SiteReader.patience
  ) throws(SiteError) -> SiteReader {
    let address = try SiteAddress(url)
    return SiteReader(url, address: address.root) {
      try Downloads(address, patience: seconds).answers(to: $0)
    }
  }

  /// The bytes at a path; nil where there is nothing.
  ///
  /// - Throws: ``SiteError``, or what the closure throws that the reader was made from.
  public func read(_ path: SitePath) throws -> [UInt8]? { try read([path])[0] }

  /// The bytes at some paths, in their order; nil where there is nothing.
  ///
  /// - Throws: As for one path.
  public func read(_ paths: [SitePath]) throws -> [[UInt8]?] {
    try zip(paths, try readAll(paths.map { Request($0) })).map { path, answer in
      switch answer {
      case .bytes(let bytes): return bytes
      case .absent: return nil
      case .tooLarge: throw SiteError.tooLarge(path, limit: Self.largest)
      case .unreadable(let number): throw SiteError.unreadable("\(place)/\(path)", errno: number)
      }
    }
  }

  /// An answer to each request, in their order. Many at once cost a host far less than one after the other.
  public func readAll(_ requests: [Request]) throws -> [Answer] {
    requests.isEmpty ? [] : try answer(requests)
  }
}
