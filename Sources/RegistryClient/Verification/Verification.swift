public import IndexModel

/// Whether a published tree is what its snapshot says: every file with its size and SHA-256, and nothing else
/// where only a site's own files belong.
///
/// ```swift
/// let verification = try Verification.of(.at("public"))
/// for problem in verification.problems { print("\(problem.path): \(problem.message)") }
/// ```
/// This tells a tree that was damaged, or half copied. Against a host that lies it helps who knows the SHA-256 of
/// `snapshot.json` from elsewhere: that one digest vouches for all.
public struct Verification: Hashable, Sendable {
  /// How many files were looked at: those that the snapshot lists, and its own.
  public let files: Int
  /// How many files in a folder are the operator's own, which `cairn build` keeps: in the root, and in folders there
  /// that no site has.
  public let others: Int
  /// All that is wrong, by path.
  public let problems: [SiteProblem]

  /// Whether nothing is wrong.
  public var isSound: Bool { problems.isEmpty }

  /// Reads a whole tree and compares it with its snapshot. In a folder, files that are not listed are problems
  /// too if they stand where only a site's own belong; a web host cannot be asked for those.
  ///
  /// - Parameter progress: Told now and then how many files were looked at, and of how many.
  /// - Throws: ``SiteError/noSite(_:)`` where there is nothing of a site; other errors where the place cannot be read.
  public static func of(
    _ site: SiteReader, progress: @escaping (_ done: Int, _ total: Int) -> Void = { _, _ in }
  ) throws -> Verification {
    var verifier = Verifier(site, progress: progress)
    try verifier.run()
    return Verification(
      files: verifier.files, others: verifier.others, problems: verifier.found.sorted())
  }
}

/// What is wrong with one file of a published tree.
public struct SiteProblem: Hashable, Sendable {
  /// The path relative to the root; of an entry with a name that is no text, as far as it is.
  public let path: String
  public let flaw: Flaw

  /// What can be wrong.
  public enum Flaw: Hashable, Sendable {
    case missing
    /// The size in bytes that was found, nil for more than stated.
    case size(found: Int?, stated: Int)
    case digest(found: SHA256Digest, stated: SHA256Digest)
    /// A file that the snapshot does not list, in a folder of the site.
    case notListed
    /// Nothing that a site has: what it is.
    case odd(String)
    /// The disk does not give it, or not to us: why.
    case unreadable(String)
    /// A document of the snapshot that cannot be understood: why.
    case malformed(String)
    /// A document of the snapshot holds another number of entries than the one above it says.
    case count(found: Int, stated: Int)
    /// A part of the snapshot that lists more or fewer bytes than the document above it says.
    case bytes(found: Int, stated: Int)
    /// The snapshot lists a file with more bytes than any file of a site has.
    case oversized(Int)
    /// The snapshot lists a file twice.
    case listedTwice
    /// The snapshot lists a file in a part where nobody would look for it.
    case misplaced(in: SitePath)
    /// The snapshot lists one of its own documents.
    case listsItself
    /// What should be a compressed copy of a document does not hold what the document does.
    case noCopy(of: SitePath)
  }

  init(_ path: SitePath, _ flaw: Flaw) { self.init(path.text, flaw) }

  init(_ path: String, _ flaw: Flaw) {
    self.path = path
    self.flaw = flaw
  }

  /// What was found, and what was expected.
  public var message: String {
    switch flaw {
    case .missing: "is missing"
    case .size(let found?, let stated): "has \(found) bytes, the snapshot says \(stated)"
    case .size(nil, let stated): "has more bytes than the \(stated) that the snapshot says"
    case .digest(let found, let stated): "has SHA-256 \(found), the snapshot says \(stated)"
    case .notListed: "is not part of the site"
    case .odd(let what): "is \(what), expected files and folders only"
    case .unreadable(let reason): "cannot be read: \(reason)"
    case .malformed(let reason): reason
    case .count(let found, let stated): "holds \(found) entries, the document above says \(stated)"
    case .bytes(let found, let stated):
      "lists files of \(found) bytes, the document above says \(stated)"
    case .oversized(let size): "is listed with \(size) bytes, more than any file of a site has"
    case .listedTwice: "is listed twice"
    case .misplaced(let part): "is listed in \(part), where it does not belong"
    case .noCopy(let original): "is no compressed copy of \(original)"
    case .listsItself: "is listed by the snapshot, which lists all files but its own"
    }
  }
}

extension SiteProblem: Comparable {
  /// By the bytes of the path, then by the message.
  public static func < (left: SiteProblem, right: SiteProblem) -> Bool {
    if left.path != right.path { return left.path.utf8.lexicographicallyPrecedes(right.path.utf8) }
    return left.message.utf8.lexicographicallyPrecedes(right.message.utf8)
  }
}
