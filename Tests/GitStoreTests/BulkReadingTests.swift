import Foundation
import IndexModel
import Synchronization
import TestSupport
import Testing

@testable import GitStore

@Suite struct BulkReadingTests {
  /// Files that differ little from each other, in three generations, so that packing makes chains
  /// of differences.
  private func manyFiles(_ count: Int = 300) throws -> GitFixture {
    let git = try GitFixture()
    for generation in 0..<3 {
      var files: [String: String] = [:]
      for number in 0..<count {
        let lines = (0..<40).map {
          "line \($0 * 7) of \(number % 10), \($0 == generation ? number : 0)"
        }
        files["packages/\(number % 7)/\(number).json"] = lines.joined(separator: "\n")
      }
      try git.commit(files)
    }
    return git
  }

  private func head(of git: GitFixture) throws -> GitSnapshot {
    let repository = try GitRepository.open(at: git.path)
    return try repository.snapshot(of: repository.resolve("HEAD"))
  }

  /// All that a bulk read hands out, by index; each must come exactly once, from a worker that
  /// there is.
  private func readAll(
    _ files: [ObjectID], from snapshot: GitSnapshot, limit: Int = 1 << 20, workers: Int = 2
  ) throws -> [Result<[UInt8], SnapshotError>] {
    let results = Mutex([Result<[UInt8], SnapshotError>?](repeating: nil, count: files.count))
    snapshot.readAll(files, limit: limit, workers: workers) { worker, index, result in
      #expect((0..<workers).contains(worker))
      let isFirst = results.withLock { results in
        defer { results[index] = result }
        return results[index] == nil
      }
      #expect(isFirst, "index \(index) came twice")
    }
    return try results.withLock { results in try results.map { try #require($0) } }
  }

  private func expectSameAsSerial(
    _ git: GitFixture, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let snapshot = try head(of: git)
    let files = try snapshot.allFiles()
    let expected = try files.map { Result<[UInt8], SnapshotError>.success(try snapshot.read($0)) }
    for workers in [1, 2, 5] {
      let all = try readAll(files, from: snapshot, workers: workers)
      #expect(all == expected, "\(workers) workers", sourceLocation: sourceLocation)
    }
    #expect(
      try readAll(files, from: snapshot, limit: .max) == expected, sourceLocation: sourceLocation)
  }

  @Test func readsLooseObjects() throws {
    try expectSameAsSerial(manyFiles())
  }

  @Test func readsOnePack() throws {
    let git = try manyFiles()
    try git.repack()
    try expectSameAsSerial(git)
  }

  @Test func readsSeveralPacksAndAMultiPackIndex() throws {
    let git = try manyFiles()
    try git.packLooseObjects()
    try git.commit(["packages/x/1.json": "1", "packages/x/2.json": "2"])
    try git.packLooseObjects()
    try git.commit(["packages/x/2.json": "22", "packages/x/3.json": "3"])
    try git.packLooseObjects()
    #expect(PackLocation.all(below: git.path + "/.git/objects").count == 3)
    try expectSameAsSerial(git)
    try git.multiPackIndex()
    try git.commit(["packages/x/4.json": "4"])
    try expectSameAsSerial(git)
  }

  @Test func readsWhatACloneBorrows() throws {
    let git = try manyFiles()
    try git.repack()
    let clone = try git.borrowingClone()
    try clone.commit(["packages/x/1.json": "1"])
    #expect(PackLocation.all(below: clone.path + "/.git/objects").count == 1)
    try expectSameAsSerial(clone)
    try clone.write(
      "# a comment\n../../../repository/.git/objects\n", to: ".git/objects/info/alternates")
    #expect(PackLocation.all(below: clone.path + "/.git/objects").count == 1)
    try expectSameAsSerial(clone)
  }

  @Test func ordersObjectsAsTheyLieDespiteAMultiPackIndex() throws {
    let git = try manyFiles()
    try git.repack()
    let files = try head(of: git).allFiles()
    let lying = try git.packedObjects().map(\.id)
    let wanted = Set(files)
    try git.multiPackIndex()
    let order = ReadOrder(
      of: files, in: PackLocation.all(below: git.path + "/.git/objects"))
    #expect(order.steps.map { files[$0.index] } == lying.filter(wanted.contains))
    #expect(order.steps.allSatisfy { $0.pack == 0 })
  }

  @Test func placesEveryIndexOnceWhenIDsRepeatOrAreUnknown() throws {
    let git = try manyFiles()
    try git.repack()
    let snapshot = try head(of: git)
    let some = try snapshot.allFiles()
    let unknown = try #require(ObjectID(hex: String(repeating: "ab", count: 20)))
    let files = some + [unknown] + some.reversed() + [unknown]
    let all = try readAll(files, from: snapshot)
    #expect(all[some.count] == .failure(.missing(unknown)))
    #expect(all.last == .failure(.missing(unknown)))
    #expect(Array(all[..<some.count]) == all[(some.count + 1)..<(files.count - 1)].reversed())
  }

  @Test(arguments: [10, 300])
  func missingAndDamagedObjectsDoNotStopTheRest(count: Int) throws {
    let git = try manyFiles(count)
    let snapshot = try head(of: git)
    let files = try snapshot.allFiles()
    try FileManager.default.removeItem(atPath: git.looseObject(files[2]))
    try git.damageLooseObject(files[5])
    let all = try readAll(files, from: snapshot)
    #expect(all[2] == .failure(.missing(files[2])))
    guard case .failure(.unreadable(files[5], _)) = all[5] else {
      Issue.record("\(all[5])")
      return
    }
    #expect(all.count { (try? $0.get()) != nil } == files.count - 2)
  }

  @Test func aDamagedPackLosesOnlyWhatLiesThere() throws {
    let git = try manyFiles()
    try git.repack()
    let files = try head(of: git).allFiles()
    let damaged = try #require(try git.packedObjects().last { files.contains($0.id) })
    try git.damagePack(at: (damaged.offset + 6)..<(damaged.offset + 14))
    let all = try readAll(files, from: head(of: git))
    let index = try #require(files.firstIndex(of: damaged.id))
    #expect((try? all[index].get()) == nil)
    #expect(all.contains { (try? $0.get()) != nil })
  }

  /// Some bytes of a pack are under no checksum: those that name what a difference is applied to.
  @Test func noDamagedByteOfAPackChangesWhatIsRead() throws {
    let git = try manyFiles()
    try git.repack()
    let files = try head(of: git).allFiles()
    let objects = try git.packedObjects()
    let last = try #require(objects.lastIndex { files.contains($0.id) })
    let end = last + 1 < objects.count ? objects[last + 1].offset : objects[last].offset + 16
    for offset in objects[last].offset..<end {
      try git.damagePack(at: offset..<(offset + 1))
      let order = PackLocation.all(below: git.path + "/.git/objects")
      let pack = try PackFile(folder: order[0].folder, name: order[0].name, reader: 0)
      if let bytes = try? pack.bytes(ofBlob: objects[last].id) {
        #expect(TestHash.blob(bytes) == objects[last].id, "byte \(offset)")
      }
      try git.damagePack(at: offset..<(offset + 1))
    }
  }

  @Test(arguments: [false, true])
  func neverInflatesAFileOverTheLimit(packed: Bool) throws {
    let git = try manyFiles()
    let size = 100 << 20
    // A hole in a file: the bytes must not pass through this process, whose memory is watched.
    try git.write("", to: "packages/big.json")
    try FileHandle(forWritingTo: URL(fileURLWithPath: git.path + "/packages/big.json"))
      .truncate(atOffset: UInt64(size))
    try git.commit()
    if packed { try git.repack() }
    let snapshot = try head(of: git)
    let big = try #require(try snapshot.entry(at: "packages/big.json")).id
    #expect(try snapshot.size(of: big) == size)
    let files = [big] + (try snapshot.allFiles())
    let before = peakMemory()
    let all = try readAll(files, from: snapshot)
    #expect(all[0] == .failure(.tooLarge(big, size: size)))
    #expect(all.count { (try? $0.get()) != nil } == files.count - 2)
    let few = try readAll([big], from: snapshot)
    #expect(few == [.failure(.tooLarge(big, size: size))])
    // Other tests run at the same time and use some memory too.
    #expect(peakMemory() - before < size)
  }

  @Test func takesTheLimitItself() throws {
    let git = try GitFixture()
    try git.commit(["a": "12345", "b": "123456"])
    let snapshot = try head(of: git)
    let files = try snapshot.allFiles()
    let all = try readAll(files, from: snapshot, limit: 5)
    #expect(all == [.success(Array("12345".utf8)), .failure(.tooLarge(files[1], size: 6))])
  }

  /// The most memory that this process has held, in bytes.
  private func peakMemory() -> Int {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return usage.ru_maxrss * 1024
  }
}

extension Snapshot {
  /// Every file, in the order of the paths of the folders.
  func allFiles() throws -> [ObjectID] {
    func files(in folder: ObjectID) throws -> [ObjectID] {
      try list(folder).flatMap { try $0.kind == .folder ? files(in: $0.id) : [$0.id] }
    }
    return try files(in: root)
  }
}
