import Foundation
import IndexModel
import TestSupport
import Testing

@testable import GitStore

#if DEBUG
  @Suite struct HandleTests {
    /// In a process of its own, where no other test holds a handle.
    @Test func everyHandleIsClosedInTheEnd() async {
      await #expect(processExitsWith: .success) {
        let git = try GitFixture()
        for number in 0..<300 { try git.write("\(number)", to: "packages/a/\(number).json") }
        try git.commit()
        try git.repack()
        try git.multiPackIndex()
        do {
          let repository = try GitRepository.open(at: git.path)
          let head = try repository.resolve("HEAD")
          let snapshot = try repository.snapshot(of: head)
          let files = try snapshot.allFiles()
          snapshot.readAll(files, limit: 1 << 20, workers: 2) { _, _, _ in }
          #expect(throws: GitError.self) { try repository.resolve("HEAD:packages") }
          _ = try repository.worktree(["packages"], over: snapshot)
          #expect(LiveHandles.now > 0)
        }
        #expect(LiveHandles.now == 0)
      }
    }
  }
#endif
