import CairnCommand
import TestSupport
import Testing

@testable import CairnCommand

/// `check` writes nothing of what a stranger wrote to disk, reaches nobody and starts nothing.
@Suite(.enabled(if: SystemCalls.strace != nil, "strace is not there, or may not trace"))
struct NoWritingTests {
  enum Storage: CaseIterable { case loose, packed, both }

  /// Two commits of one package with many releases, so that a pack holds one as a delta of the other.
  private func fixture(_ storage: Storage) throws -> GitFixture {
    let releases = (0..<60).map { SampleRegistry.release("1.\($0).0", digit: nil) }
    let git = try SampleRegistry.fixture([
      "packages/acme/libfoo.json": SampleRegistry.package(releases: releases)
    ])
    if storage == .both { try git.repack() }
    try git.commit([
      "packages/acme/libfoo.json": SampleRegistry.package(
        releases: releases + [SampleRegistry.release("2.0.0")]),
      "packages/acme/\u{202E}.sh": "#!/bin/sh\ntouch /tmp/owned\n",
    ])
    if storage == .packed {
      try git.repack(strong: true)
      try git.git("prune-packed")
      let packed = try git.git("count-objects", "-v")
      #expect(packed.contains("count: 0"))
    }
    return git
  }

  @Test(arguments: Storage.allCases)
  func aCheckOnlyReads(_ storage: Storage) throws {
    let git = try fixture(storage)
    let before = try stamps(of: git.folder.path)
    let check = ["check", "-C", git.path]
    let change = check + ["--base", "HEAD~1", "--head", "HEAD", "--actor", "github:1"]
    for format in ReportFormat.all.map(\.name) {
      for words in [check, check + ["--worktree"], change] {
        let calls = try SystemCalls(of: words + ["--format", format])
        #expect(calls.code == 1, "\(words): \(calls.output)")
        #expect(calls.output.contains("tree-entry"))
        #expect(calls.forbidden == [], "\(words) --format \(format)")
        #expect(calls.lines.contains { $0.hasPrefix("execve(") })
      }
    }
    #expect(try stamps(of: git.folder.path) == before)
  }

  /// The same eyes see what does write.
  @Test func whatWritesIsSeen() throws {
    let git = try SampleRegistry.fixture()
    let path = "packages/acme/libfoo.json"
    try git.write(SampleRegistry.files[path]! + "\n\n", to: path)
    let before = try stamps(of: git.path)
    let calls = try SystemCalls(of: ["format", "-C", git.path])
    #expect(calls.code == 0)
    #expect(calls.forbidden.contains { $0.contains("O_CREAT") })
    #expect(calls.forbidden.contains { $0.hasPrefix("rename") })
    #expect(calls.forbidden.contains { $0.hasPrefix("write(") || $0.hasPrefix("pwrite64(") })
    #expect(try stamps(of: git.path) != before)
  }
}
