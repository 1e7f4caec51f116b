public import Foundation
public import IndexModel

/// A real repository in a folder of its own, made by the `git` program, for tests to read.
///
/// Nothing of the machine's or the user's git configuration is seen, and names, dates and so ids
/// are the same everywhere.
///
/// ```swift
/// let git = try GitFixture()
/// let first = try git.commit(["index/registry.json": "{}"])
/// let second = try git.commit(["packages/a/b.json": "{}"], removing: ["index/registry.json"])
/// ```
///
/// The folder is removed with the last copy of the fixture: keep one as long as its path is in use.
public struct GitFixture: Sendable {
  /// The repository: a checkout, or a bare repository.
  public let path: String
  /// Holds `path`, and whatever is cloned or added beside it.
  public let folder: TemporaryFolder

  /// The branch that a new repository starts with.
  public static let branch = "main"

  /// Makes an empty repository.
  public init(bare: Bool = false, objectFormat: String? = nil) throws {
    let folder = try TemporaryFolder("git")
    self.init(path: folder.path(of: "repository"), in: folder)
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
    var options = ["init", "--quiet", "--initial-branch=\(Self.branch)"]
    if bare { options.append("--bare") }
    if let objectFormat { options.append("--object-format=\(objectFormat)") }
    try git(options)
  }

  private init(path: String, in folder: TemporaryFolder) {
    self.path = path
    self.folder = folder
  }
}

// MARK: - Commits

extension GitFixture {
  /// The time of the commits that are not told another: 2026-01-01T00:00:00Z.
  public static let time: Int64 = 1_767_225_600

  /// Writes files, removes others, and commits all that the checkout then holds.
  ///
  /// - Parameter time: Seconds since 1970, of author and committer.
  @discardableResult
  public func commit(
    _ files: [String: String] = [:], removing: [String] = [], message: String = "Change",
    time: Int64 = GitFixture.time
  ) throws -> ObjectID {
    try commit(
      bytes: files.mapValues { Array($0.utf8) }, removing: removing, message: message, time: time)
  }

  /// The same for files that are not text.
  @discardableResult
  public func commit(
    bytes files: [String: [UInt8]], removing: [String] = [], message: String = "Change",
    time: Int64 = GitFixture.time
  ) throws -> ObjectID {
    for (file, bytes) in files { try write(bytes, to: file) }
    for file in removing { try FileManager.default.removeItem(atPath: path + "/" + file) }
    try git(["add", "--all"])
    try git(["commit", "--quiet", "--allow-empty", "--message", message], time: time)
    return try id("HEAD")
  }

  /// Commits a tree object as it is, which need not be one that git would check out, on top of
  /// `parents`.
  public func commit(
    tree: ObjectID, parents: [ObjectID] = [], message: String = "Change",
    time: Int64 = GitFixture.time
  ) throws -> ObjectID {
    let parents = parents.flatMap { ["-p", $0.hex] }
    return try parse(git(["commit-tree", tree.hex, "-m", message] + parents, time: time))
  }

  /// Writes a file of the checkout, with the folders above it.
  public func write(_ bytes: some Sequence<UInt8>, to file: String) throws {
    let url = URL(fileURLWithPath: path + "/" + file)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: url)
  }

  /// Writes a text file of the checkout, with the folders above it.
  public func write(_ text: String, to file: String) throws { try write(text.utf8, to: file) }
}

// MARK: - Objects

extension GitFixture {
  /// The object that a revision names.
  public func id(_ revision: String) throws -> ObjectID {
    try parse(git(["rev-parse", "--verify", revision]))
  }

  /// Stores a blob.
  public func blob(_ bytes: some Sequence<UInt8>) throws -> ObjectID {
    try parse(git(["hash-object", "-w", "--stdin"], input: Data(bytes)))
  }

  /// Stores a text as a blob.
  public func blob(_ text: String) throws -> ObjectID { try blob(text.utf8) }

  /// Stores a tree of exactly these entries, in this order: git is kept from looking at names,
  /// modes, duplicates.
  public func rawTree(_ entries: [(mode: String, name: String, id: ObjectID)]) throws -> ObjectID {
    var bytes = Data()
    for entry in entries {
      bytes.append(contentsOf: "\(entry.mode) \(entry.name)\0".utf8)
      bytes.append(contentsOf: entry.id.bytes)
    }
    return try rawObject("tree", bytes)
  }

  /// Stores a tree that unfolds to `width` to the power of `levels` files, out of a few objects: each folder holds
  /// the same one many times.
  public func treeBomb(levels: Int, width: Int) throws -> ObjectID {
    var (mode, id) = ("100644", try blob("x"))
    for _ in 0..<levels {
      id = try rawTree((0..<width).map { (mode, "\(100 + $0)", id) })
      mode = "40000"
    }
    return id
  }

  /// Stores any bytes as an object of any kind, unchecked.
  public func rawObject(_ kind: String, _ bytes: some Sequence<UInt8>) throws -> ObjectID {
    let arguments = ["hash-object", "-t", kind, "-w", "--literally", "--stdin"]
    return try parse(git(arguments, input: Data(bytes)))
  }

  private func parse(_ output: String) throws -> ObjectID {
    guard let id = ObjectID(hex: output) else { throw Failure(arguments: [], message: output) }
    return id
  }
}

// MARK: - Storage

extension GitFixture {
  /// Packs all objects into one pack, by the strongest deltas where `strong`.
  public func repack(strong: Bool = false) throws {
    try git(["repack", "-adfq"] + (strong ? ["--depth=50", "--window=250"] : []))
  }

  /// Packs the objects that lie loose into a pack more.
  public func packLooseObjects() throws {
    try git(["repack", "-dq"])
  }

  public func multiPackIndex() throws {
    try git(["multi-pack-index", "write"])
  }

  /// A bare clone with objects of its own.
  public func bareClone(_ name: String = "bare.git") throws -> GitFixture {
    try clone(["--bare", "--no-local"], name)
  }

  /// A clone of the last `depth` commits.
  public func shallowClone(depth: Int, _ name: String = "shallow") throws -> GitFixture {
    try clone(["--no-local", "--depth=\(depth)"], name)
  }

  /// A clone that borrows this repository's objects.
  public func borrowingClone(_ name: String = "borrowing") throws -> GitFixture {
    try clone(["--shared"], name)
  }

  /// Clones with options of `git clone`.
  public func clone(_ options: [String], _ name: String) throws -> GitFixture {
    let clone = GitFixture(path: folder.path(of: name), in: folder)
    try git(["clone", "--quiet"] + options + ["--", path, clone.path])
    return clone
  }

  /// A linked worktree with a branch of its name.
  public func addWorktree(_ name: String = "linked") throws -> GitFixture {
    let linked = GitFixture(path: folder.path(of: name), in: folder)
    try git(["worktree", "add", "--quiet", "-b", name, linked.path])
    return linked
  }
}

// MARK: - Running git

extension GitFixture {
  /// A command of git that failed.
  public struct Failure: Error, CustomStringConvertible {
    public let arguments: [String]
    public let message: String

    public var description: String {
      "git \(arguments.joined(separator: " ")): \(message)"
    }
  }

  /// Runs git here and returns what it printed, without the last newline.
  @discardableResult
  public func git(_ arguments: String...) throws -> String { try git(arguments) }

  /// Runs git here and returns what it printed, without the last newline.
  ///
  /// - Parameters:
  ///   - input: What git reads from its standard input.
  ///   - time: The clock of author and committer, in seconds since 1970.
  @discardableResult
  public func git(
    _ arguments: [String], input: Data = Data(), time: Int64 = GitFixture.time
  ) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["git"] + arguments
    process.currentDirectoryURL = URL(fileURLWithPath: path)
    process.environment = environment(time: time)
    // Files, not pipes: a pipe that is full on one side while the other waits never ends.
    let files = try TemporaryFolder("git-run")
    try files.write(input, to: "input")
    try files.write("", to: "output")
    try files.write("", to: "error")
    process.standardInput = try FileHandle(forReadingFrom: url(files, "input"))
    process.standardOutput = try FileHandle(forWritingTo: url(files, "output"))
    process.standardError = try FileHandle(forWritingTo: url(files, "error"))
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      let message = String(decoding: try files.read("error"), as: UTF8.self)
      throw Failure(arguments: arguments, message: message)
    }
    var output = try files.read("output")
    if output.last == UInt8(ascii: "\n") { output.removeLast() }
    return String(decoding: output, as: UTF8.self)
  }

  private func url(_ files: TemporaryFolder, _ name: String) -> URL {
    URL(fileURLWithPath: files.path(of: name))
  }

  private func environment(time: Int64) -> [String: String] {
    var environment = [
      "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin",
      "HOME": folder.path,
      "LC_ALL": "C",
      "GIT_CONFIG_NOSYSTEM": "1",
      "GIT_CONFIG_GLOBAL": "/dev/null",
      "GIT_TERMINAL_PROMPT": "0",
      "GIT_AUTHOR_NAME": "Ada", "GIT_AUTHOR_EMAIL": "ada@example.org",
      "GIT_COMMITTER_NAME": "Carl", "GIT_COMMITTER_EMAIL": "carl@example.org",
      "GIT_AUTHOR_DATE": "\(time) +0000", "GIT_COMMITTER_DATE": "\(time) +0000",
      "GIT_CONFIG_COUNT": "\(Self.configuration.count)",
    ]
    for (number, (key, value)) in Self.configuration.enumerated() {
      environment["GIT_CONFIG_KEY_\(number)"] = key
      environment["GIT_CONFIG_VALUE_\(number)"] = value
    }
    return environment
  }

  private static let configuration = [
    // Some tests read repositories that other users own, or clone by path.
    ("safe.directory", "*"), ("protocol.file.allow", "always"),
    // Nothing happens in the background, and nothing needs to outlive the machine.
    ("gc.auto", "0"), ("core.fsync", "none"),
  ]
}
