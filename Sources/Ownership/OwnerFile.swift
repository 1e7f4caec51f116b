public import IndexModel

/// A CODEOWNERS file, read strictly: it says who answers for which path.
///
/// The grammar is GitHub's, without what GitHub lets pass in silence. A line that cannot be read
/// refuses the whole file: to skip it would put an earlier, weaker line in its place.
public struct OwnerFile: Sendable {
  /// Where the file stands.
  public let path: RepositoryPath
  /// The lines that have a pattern, in order; blank lines and comments are left out.
  public let lines: [OwnerLine]
  private let index: OwnerIndex

  /// The largest file that is read, in bytes.
  public static let limit = 1 << 20

  /// A file, or all that is wrong with it.
  public struct Reading: Sendable {
    /// Nil if there is any problem.
    public let file: OwnerFile?
    /// In order of their places.
    public let problems: [OwnerProblem]
  }

  /// Reads a file, and reports everything that is wrong with it.
  public static func read(_ bytes: [UInt8], at path: RepositoryPath) -> Reading {
    var reader = OwnerFileReader(bytes)
    reader.read()
    guard reader.problems.isEmpty else { return Reading(file: nil, problems: reader.problems) }
    return Reading(file: OwnerFile(path: path, lines: reader.lines), problems: [])
  }

  /// What comes of a file so large that its bytes need not be fetched.
  public static func tooLarge(_ count: Int) -> Reading {
    Reading(file: nil, problems: [.tooLarge(count)])
  }

  private init(path: RepositoryPath, lines: [OwnerLine]) {
    self.path = path
    self.lines = lines
    index = OwnerIndex(lines.map(\.pattern))
  }

  /// The last line that matches a path; nil where none does, which leaves the path to operations.
  ///
  /// The cost depends on the path and on how many patterns with wildcards could match each of its
  /// components, not on the number of lines.
  public func line(for path: RepositoryPath) -> OwnerLine? {
    index.last(matching: path).map { lines[$0] }
  }
}

/// Something in a CODEOWNERS file that cannot be read, and so refuses the file.
public struct OwnerProblem: Error, Hashable, Sendable {
  /// Offsets into the file.
  public let range: Range<Int>
  /// What was found and what was expected.
  public let message: String
  /// The next step.
  public let help: String
}
