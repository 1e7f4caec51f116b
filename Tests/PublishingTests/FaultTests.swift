import Foundation
import Glibc
import IndexModel
import Publishing
import Testing

/// The old and the new generation of the fault tests: one document stays, one changes, one comes,
/// one goes.
private let old = ["a.json": "1", "p/b.json": "2", "p/q/gone.json": "3"]
private let new = ["a.json": "1", "p/b.json": "two", "r/s/new.json": "4"]

private func site(_ documents: [String: String]) -> [String: String] {
  documents.merging(["snapshot.json": "marker"]) { first, _ in first }
}

/// How a test process becomes the publisher that another one kills.
private enum Child {
  static let variable = "CAIRN_TEST_CHILD_ROOT"
  static let root = ProcessInfo.processInfo.environment[variable]
  /// The path of `strace`; nil where there is none, or where a sandbox forbids it to trace.
  static let strace = ["/usr/bin/strace", "/bin/strace"].first { path in
    runProgram(path, ["-f", "-o", "/dev/null", "true"], environment: ["PATH": "/bin:/usr/bin"]) == 0
  }
}

/// Not a test of its own: what the fault tests run in a process of its own, under `strace`, to be
/// killed.
@Suite(.enabled(if: Child.root != nil))
struct ChildPublisher {
  /// Publishes the new generation and writes down how that ended.
  @Test func publishes() throws {
    let sandbox = Sandbox(adopting: try #require(Child.root))
    let outcome: String
    do {
      try sandbox.publish(new)
      outcome = "published"
    } catch let error as PublishError {
      outcome = "\(error.kind)"
    }
    try sandbox.write(outcome, to: "outcome")
  }
}

/// A kill, or an error, at each call that changes something.
@Suite("faults", .enabled(if: Child.strace != nil))
struct FaultTests {
  /// System calls that, of all the code in a test process, Publishing alone makes.
  static let calls = [
    "mkdirat", "pwrite64", "linkat", "syncfs", "renameat", "renameat2", "fsync", "unlinkat",
    "flock",
  ]

  /// More calls of one kind than any of these publications makes.
  static let limit = 100

  @Test(arguments: calls)
  func killedAnywhereTheSiteIsOldOrNew(_ call: String) throws {
    for number in 1...Self.limit {
      let sandbox = try Sandbox()
      try sandbox.publish(["z.json": "0"])
      try sandbox.publish(old)
      let outcome = try run(in: sandbox, ["\(call):signal=KILL:when=\(number)"])
      let files = try Tree(sandbox.site).files
      #expect([site(old), site(new)].contains(files), "killed at \(call) \(number)")
      try expectConvergence(sandbox)
      if outcome == "published" {
        #expect(number > 1, "\(call) is never called")
        return
      }
      #expect(outcome == nil)
    }
  }

  @Test(arguments: calls)
  func killedAnywhereTheFirstGenerationIsThereOrNot(_ call: String) throws {
    for number in 1...Self.limit {
      let sandbox = try Sandbox()
      let outcome = try run(in: sandbox, ["\(call):signal=KILL:when=\(number)"])
      let names = sandbox.names(sandbox.site)
      if !names.isEmpty { #expect(try Tree(sandbox.site).files == site(new)) }
      try expectConvergence(sandbox)
      if outcome == "published" { return }
    }
  }

  @Test(
    arguments: ["mkdirat", "pwrite64", "linkat", "syncfs", "renameat2"], [ENOSPC, EIO, EDQUOT])
  func failingCallLeavesTheOldSite(_ call: String, _ error: CInt) throws {
    for number in 1...Self.limit {
      let sandbox = try Sandbox()
      try sandbox.publish(old)
      let before = try Tree(sandbox.site)
      let outcome = try run(in: sandbox, ["\(call):error=\(name(of: error)):when=\(number)"])
      if outcome == "published" {
        #expect(number > 1, "\(call) is never called")
        return
      }
      #expect(outcome == "disk", "\(call) \(number)")
      #expect(try Tree(sandbox.site) == before)
      #expect(sandbox.names(sandbox.workshop) == ["lock"])
      try expectConvergence(sandbox)
    }
  }

  @Test(arguments: ["mkdirat", "pwrite64", "linkat", "syncfs", "renameat2", "fsync", "flock"])
  func interruptedCallIsMadeAgain(_ call: String) throws {
    let sandbox = try Sandbox()
    try sandbox.publish(old)
    #expect(try run(in: sandbox, ["\(call):error=EINTR:when=1"]) == "published")
    #expect(try Tree(sandbox.site).files == site(new))
  }

  /// With a spare tree to bring forward.
  @Test(
    arguments: ["mkdirat", "pwrite64", "linkat", "unlinkat", "syncfs", "renameat", "renameat2"],
    [ENOSPC, EIO])
  func failingCallWithASpareTreeLeavesTheOldSite(_ call: String, _ error: CInt) throws {
    for number in 1...Self.limit {
      let sandbox = try Sandbox()
      try sandbox.publish(["z.json": "0", "p/b.json": "0"])
      try sandbox.publish(old)
      let before = try Tree(sandbox.site)
      let outcome = try run(in: sandbox, ["\(call):error=\(name(of: error)):when=\(number)"])
      if outcome == "published" {
        #expect(number > 1, "\(call) is never called")
        #expect(try Tree(sandbox.site).files == site(new))
        try expectConvergence(sandbox)
        return
      }
      #expect(outcome == "disk", "\(call) \(number)")
      #expect(try Tree(sandbox.site) == before)
      #expect(Set(sandbox.names(sandbox.workshop)).isSubset(of: ["lock", "journal", "spare"]))
      try expectConvergence(sandbox)
    }
  }

  @Test(arguments: ["fsync:error=EIO:when=2+", "renameat:error=EIO:when=2+"])
  func failureBehindTheCommitIsNotOne(_ fault: String) throws {
    let sandbox = try Sandbox()
    try sandbox.publish(["z.json": "0"])
    try sandbox.publish(old)
    #expect(try run(in: sandbox, [fault]) == "published")
    #expect(try Tree(sandbox.site).files == site(new))
    try expectConvergence(sandbox)
  }

  @Test func copiesWhereTheFileSystemHasNoLinks() throws {
    let sandbox = try Sandbox()
    try sandbox.publish(old)
    #expect(try run(in: sandbox, ["linkat:error=EPERM"]) == "published")
    try expectConvergence(sandbox)
  }

  /// Where the file system has no exchange, a kill between two renames leaves no site, and the next
  /// run brings it back.
  @Test func withoutAnExchangeTheSiteIsOldNewOrOnItsWay() throws {
    for number in 1...Self.limit {
      let sandbox = try Sandbox()
      try sandbox.publish(old)
      let lack = "renameat2:error=EINVAL"
      let outcome = try run(in: sandbox, [lack, "renameat:signal=KILL:when=\(number)"])
      if sandbox.names(sandbox.root).contains("site") {
        let files = try Tree(sandbox.site).files
        #expect([site(old), site(new)].contains(files), "killed at rename \(number)")
      } else {
        try sandbox.begin().abandon()
        #expect(try Tree(sandbox.site).files == site(new))
      }
      try expectConvergence(sandbox)
      if outcome == "published" {
        #expect(number > 3)
        return
      }
    }
  }

  /// A publisher that gives up takes the folder of the lock away, while another one, held up here,
  /// has opened the lock in it. What that one then locks keeps nobody out, and it must notice.
  @Test func lockOnARemovedFileCountsForNothing() throws {
    let sandbox = try Sandbox()
    let first = try sandbox.begin()
    onThreads(2) { role in
      do {
        if role == 0 {
          let outcome = try run(in: sandbox, ["flock:delay_enter=1000000"])
          #expect(outcome == "busy")
        } else {
          usleep(400_000)
          first.abandon()
          let second = try sandbox.begin()
          for _ in 0..<600 where !sandbox.names(sandbox.root).contains("outcome") {
            usleep(100_000)
          }
          second.abandon()
        }
      } catch {
        Issue.record("\(error)")
      }
    }
  }

  /// Publishes in a process of its own with these faults. Answers how it ended; nil if it was
  /// killed.
  private func run(in sandbox: Sandbox, _ faults: [String]) throws -> String? {
    let traced = faults.map { $0.prefix { $0 != ":" } }.joined(separator: ",")
    let arguments =
      ["-f", "-qq", "-o", "/dev/null", "-e", "trace=\(traced)"]
      + faults.flatMap { ["-e", "inject=\($0)"] }
      + [try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")]
      + ["--testing-library", "swift-testing", "--filter", "ChildPublisher"]
    let environment = ProcessInfo.processInfo.environment
      .merging([Child.variable: sandbox.root]) { $1 }
    _ = runProgram(try #require(Child.strace), arguments, environment: environment)
    if Soak.isOn { print("injected: \(faults.joined(separator: ", "))") }
    return try? String(contentsOfFile: "\(sandbox.root)/outcome", encoding: .utf8)
  }

  /// The next run comes to the same bytes, and clears up.
  private func expectConvergence(_ sandbox: Sandbox) throws {
    try sandbox.publish(new)
    #expect(try Tree(sandbox.site).files == site(new))
    // Whatever state the spare tree is in, the generations that are made from it are whole.
    try sandbox.publish(old)
    #expect(try Tree(sandbox.site).files == site(old))
    try sandbox.publish(new)
    #expect(try Tree(sandbox.site).files == site(new))
    let left = Set(sandbox.names(sandbox.workshop))
    #expect(left.isSubset(of: ["lock", "journal", "spare"]))
  }

  private func name(of error: CInt) -> String {
    switch error {
    case ENOSPC: "ENOSPC"
    case EDQUOT: "EDQUOT"
    default: "EIO"
    }
  }
}
