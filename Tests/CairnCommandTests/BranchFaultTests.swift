import Foundation
import IndexModel
import TestSupport
import Testing

/// A kill, or an error, while a branch is published: it leads to the old site or to the new one, and the next run
/// converges.
@Suite("faults of a branch", .enabled(if: Trace.program != nil))
struct BranchFaultTests {
  /// A registry with a site on a branch, and a release that is not published yet.
  private final class Bench {
    let fixture: GitFixture
    let old: ObjectID
    let new: ObjectID

    init() throws {
      fixture = try SampleRegistry.fixture()
      try #require(Run("build", "-C", fixture.path, "--branch", "site").code == 0)
      old = try fixture.id("site")
      try fixture.commit([
        "packages/acme/libfoo.json": SampleRegistry.package(releases: [
          SampleRegistry.release("1.0.0"), SampleRegistry.release("1.1.0"),
          SampleRegistry.release("1.2.0"),
        ])
      ])
      let clone = try fixture.clone(["--no-local"], "clone")
      try #require(Run("build", "-C", clone.path, "--branch", "site").code == 0)
      new = try clone.id("site")
    }

    /// A copy of the repository as it was, to break.
    func copy() throws -> String {
      let path = fixture.folder.path(of: UUID().uuidString)
      try FileManager.default.copyItem(atPath: fixture.path, toPath: path)
      return path
    }

    /// Publishes with a script in the place of git, which does something else for some commands.
    func build(
      _ path: String, _ command: String, _ what: String
    ) throws -> (code: Int32, errors: String) {
      let real = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin"
      try fixture.folder.write(
        "#!/bin/sh\nPATH='\(real)'\ncase \"$*\" in \(command)) \(what);; esac\nexec git \"$@\"\n",
        to: "programs/git")
      let folder = fixture.folder.path(of: "programs")
      chmod(folder + "/git", 0o755)
      return try Trace.launch(
        Executable.cairn, ["build", "-C", path, "--branch", "site"], path: folder + ":" + real)
    }

    /// The branch is the old or the new one and all of it is there; then the next run makes it the new one.
    func expectConvergence(_ path: String, _ what: String) throws {
      let found = try fixture.git("-C", path, "rev-parse", "site")
      #expect([old.hex, new.hex].contains(found), "\(what)")
      try fixture.git("-C", path, "fsck", "--connectivity-only")
      let run = Run("build", "-C", path, "--branch", "site")
      #expect(run.code == 0, "\(what): \(run.errors)")
      #expect(try fixture.git("-C", path, "rev-parse", "site") == new.hex, "\(what)")
      try fixture.git("-C", path, "fsck", "--connectivity-only")
      let names = try FileManager.default.contentsOfDirectory(
        atPath: path + "/.git/cairn-site/site")
      #expect(names == ["lock"], "\(what)")
      let packs = try FileManager.default.contentsOfDirectory(atPath: path + "/.git/objects/pack")
      #expect(
        packs.count { $0.hasSuffix(".pack") } == packs.count { $0.hasSuffix(".idx") }, "\(what)")
      try FileManager.default.removeItem(atPath: path)
    }
  }

  /// The calls that change something, of cairn and of git, and how many of each are looked at.
  @Test(arguments: [
    ("mkdirat", 12), ("pwrite64", 4), ("sendto", 2), ("link", 3), ("rename", 2), ("renameat", 3),
    ("fsync", 4), ("unlinkat", 2), ("execve", 2),
  ])
  func killedAnywhereTheBranchIsOldOrNew(_ call: String, _ limit: Int) throws {
    let bench = try Bench()
    for number in 1...limit {
      let path = try bench.copy()
      let code = try Trace.build(path, ["\(call):signal=KILL:when=\(number)"]).code
      try bench.expectConvergence(path, "killed at \(call) \(number)")
      if code == 0 { break }
    }
  }

  @Test(arguments: [
    // The first that cairn writes is its message, the first that git writes the answer to it.
    ("write:error=ENOSPC:when=2", 74, "Out of diskspace"),
    ("write:error=EIO:when=4", 74, "Input/output error"),
    ("fsync:error=EIO:when=1+", 74, "Input/output error"),
    ("mkdirat:error=ENOSPC:when=3+", 74, "No space left"),
    ("pwrite64:error=EDQUOT:when=2", 74, "quota"), ("renameat:error=EIO:when=1", 74, nil),
    ("renameat:error=EIO:when=2", 74, nil), ("renameat:error=EXDEV:when=1", 73, "file system"),
    ("flock:error=EIO:when=1", 74, nil),
  ])
  func failingCallLeavesTheOldSite(_ fault: String, _ code: Int, _ words: String?) throws {
    let bench = try Bench()
    let path = try bench.copy()
    let run = try Trace.build(path, [fault])
    #expect(Int(run.code) == code, "\(fault): \(run.errors)")
    if let words { #expect(run.errors.contains(words), "\(fault): \(run.errors)") }
    #expect(try bench.fixture.git("-C", path, "rev-parse", "site") == bench.old.hex)
    try bench.expectConvergence(path, fault)
  }

  /// Every call that writes fails once, in cairn and in git: only in `scripts/soak`, for there are hundreds.
  @Test(
    .enabled(if: ProcessInfo.processInfo.environment["CAIRN_SOAK"] != nil),
    arguments: ["mkdirat", "pwrite64", "write", "link", "rename", "renameat", "fsync", "unlinkat"],
    ["error=ENOSPC", "error=EIO", "signal=KILL"])
  func whateverCallFailsTheNextRunConverges(_ call: String, _ fault: String) throws {
    let bench = try Bench()
    let spare = try bench.copy()
    let count = try Trace.count(of: call, building: spare)
    try FileManager.default.removeItem(atPath: spare)
    for number in 1...max(1, count) {
      let path = try bench.copy()
      _ = try Trace.build(path, ["\(call):\(fault):when=\(number)"])
      print("injected: \(call):\(fault):when=\(number)")
      try bench.expectConvergence(path, "\(call):\(fault):when=\(number)")
    }
  }

  /// In the place of git stands a script that ends before its time.
  @Test(arguments: [
    ("*fast-import*", "kill -9 $$"), ("*fast-import*", "exit 3"),
    ("*fast-import*", "head -c 3000 | git \"$@\"; exit 1"), ("*fast-import*", "exec sleep 0"),
    ("*update-ref*", "kill -9 $$"),
    ("*update-ref*", "echo 'fatal: no' >&2; exit 128"),
  ])
  func gitThatEndsBeforeItsTimeIsAFailure(_ command: String, _ what: String) throws {
    let bench = try Bench()
    let path = try bench.copy()
    let run = try bench.build(path, command, what)
    #expect([70, 73].contains(run.code), "\(run.code) \(run.errors)")
    #expect(run.errors.split(separator: "\n").count == 2, "\(run.errors)")
    try bench.expectConvergence(path, what)
  }

  @Test func gitThatIsKilledBehindItsWorkIsNone() throws {
    let bench = try Bench()
    let path = try bench.copy()
    #expect(try bench.build(path, "*update-ref*", "git \"$@\"; kill -9 $$").code == 0)
    try bench.expectConvergence(path, "killed behind update-ref")
  }

  @Test func missingGitIsToldWithAWayOut() throws {
    let bench = try Bench()
    let path = try bench.copy()
    let run = try Trace.launch(
      Executable.cairn, ["build", "-C", path, "--branch", "site"], path: "/nowhere")
    #expect(run.code == 69)
    #expect(run.errors.contains("cannot run git") && run.errors.contains("install git"))
    try bench.expectConvergence(path, "no git")
  }
}

/// The program under `strace`.
enum Trace {
  /// The path of `strace`; nil where there is none, or where a sandbox forbids it to trace.
  static let program = ["/usr/bin/strace", "/bin/strace"].first { path in
    (try? launch(path, ["-f", "-o", "/dev/null", "true"]).code) == 0
  }

  /// How often a build makes a call.
  static func count(of call: String, building path: String) throws -> Int {
    let folder = try TemporaryFolder("calls")
    _ = try launch(
      try #require(program),
      ["-f", "-qq", "-o", folder.path(of: "calls"), "-e", "trace=\(call)"]
        + [Executable.cairn, "build", "-C", path, "--branch", "site", "--quiet"])
    let lines = String(decoding: try folder.read("calls"), as: UTF8.self).split(separator: "\n")
    return lines.count { $0.contains("\(call)(") }
  }

  static func build(
    _ path: String, _ faults: [String], into place: [String] = ["--branch", "site"]
  ) throws -> (code: Int32, errors: String) {
    let traced = faults.map { $0.prefix { $0 != ":" } }.joined(separator: ",")
    return try launch(
      try #require(program),
      ["-f", "-qq", "-o", "/dev/null", "-e", "trace=\(traced)"]
        + faults.flatMap { ["-e", "inject=\($0)"] }
        + [Executable.cairn, "build", "-C", path, "--quiet"] + place)
  }

  static func launch(
    _ program: String, _ arguments: [String], path: String? = nil
  ) throws -> (code: Int32, errors: String) {
    let folder = try TemporaryFolder("run")
    try folder.write("", to: "errors")
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    if let path { process.environment = ["PATH": path] }
    process.standardOutput = FileHandle.nullDevice
    process.standardError = try FileHandle(
      forWritingTo: URL(fileURLWithPath: folder.path(of: "errors")))
    try process.run()
    process.waitUntilExit()
    let errors = String(decoding: try folder.read("errors"), as: UTF8.self)
    // A program that a signal ended has the signal's number here.
    return (process.terminationReason == .exit ? process.terminationStatus : -1, errors)
  }
}
