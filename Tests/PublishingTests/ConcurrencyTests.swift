import Foundation
import Glibc
import IndexModel
import Publishing
import Synchronization
import Testing

@Suite("publishers and readers at the same time")
struct ConcurrencyTests {
  let sandbox: Sandbox

  init() throws { sandbox = try Sandbox() }

  @Test func secondPublisherIsBusyUntilTheFirstEnds() throws {
    let first = try sandbox.begin()
    let error = PublishError.busy(output: sandbox.site)
    #expect(throws: error) { try sandbox.begin() }
    try first.put(Sandbox.marker, [])
    _ = try first.commit()
    try sandbox.begin().abandon()
  }

  @Test func ofPublishersThatStartTogetherExactlyOneWins() throws {
    for round in 0..<(Soak.isOn ? 100 : 20) {
      let winners = Mutex<[Publication]>([])
      let losers = Mutex(0)
      let site = sandbox.site
      onThreads(4) { _ in
        do {
          let winner = try Publication.begin(at: site, provenance: sandbox.provenance)
          winners.withLock { $0.append(winner) }
        } catch PublishError.busy {
          losers.withLock { $0 += 1 }
        } catch {
          Issue.record("\(error)")
        }
      }
      #expect(losers.withLock { $0 } == 3)
      let winner = try #require(winners.withLock { $0 }.first)
      // Even rounds take away the folder of the lock, odd ones leave it to the next.
      guard round % 2 == 1 else {
        winner.abandon()
        continue
      }
      try winner.put(Sandbox.marker, Array("\(round)".utf8))
      _ = try winner.commit()
    }
    #expect(try Tree(sandbox.site).files == ["snapshot.json": Soak.isOn ? "99" : "19"])
  }

  /// Publishers that give up remove the folder of the lock while others reach for it: never are
  /// there two at once.
  @Test func lockHoldsWhileItsFolderComesAndGoes() throws {
    let inside = Mutex(0)
    let rounds = Mutex(0)
    let site = sandbox.site
    onThreads(4) { _ in
      for _ in 0..<500 {
        do {
          let publication = try Publication.begin(at: site, provenance: sandbox.provenance)
          let count = inside.withLock { count in
            count += 1
            return count
          }
          #expect(count == 1)
          rounds.withLock { $0 += 1 }
          inside.withLock { $0 -= 1 }
          publication.abandon()
        } catch PublishError.busy {
          continue
        } catch {
          Issue.record("\(error)")
        }
      }
    }
    #expect(rounds.withLock { $0 } > 0)
    // One who slips in between the removal of the lock and that of its folder leaves both there,
    // unused.
    #expect(["", "lock"].contains(sandbox.names(sandbox.workshop).joined()))
  }

  @Test(arguments: [Publication.Scope.complete, .delta])
  func readerNeverSeesAMixedTree(_ scope: Publication.Scope) throws {
    try publish(generation: 0, .complete)
    let isOver = Mutex(false)
    let seen = Mutex<Set<String>>([])
    let site = sandbox.site
    onThreads(2) { role in
      if role == 0 {
        while !isOver.withLock({ $0 }) {
          guard let numbers = readGeneration(site) else { continue }
          #expect(numbers.count == 1, "one folder, one generation: \(numbers)")
          seen.withLock { $0.formUnion(numbers) }
        }
      } else {
        for number in 1...(Soak.isOn ? 1000 : 200) {
          do { try publish(generation: number, scope) } catch { Issue.record("\(error)") }
        }
        isOver.withLock { $0 = true }
      }
    }
    #expect(seen.withLock { $0.count } > 1)
  }

  private static let documents = ["a.json", "p/b.json", "p/q/c.json", "p/q/d.json", "r/e.json"]

  private func publish(generation: Int, _ scope: Publication.Scope) throws {
    let publication = try sandbox.begin(scope)
    for path in [Sandbox.marker] + Self.documents.map(SitePath.init(layout:)) {
      try publication.put(path, Array("\(generation)".utf8))
    }
    _ = try publication.commit()
  }
}

/// The numbers that the documents below one handle of the folder carry; nil if the tree was brought forward while it
/// was read: then its marker is gone, or another. A reader answers that by opening the folder again. Traps if the site
/// itself is missing: it never is.
private func readGeneration(_ site: String) -> Set<String>? {
  let folder = open(site, O_RDONLY | O_DIRECTORY)
  precondition(folder >= 0, "the site is always there")
  defer { close(folder) }
  var numbers: [String] = []
  for path in [
    "snapshot.json", "p/q/d.json", "a.json", "p/b.json", "r/e.json", "p/q/c.json", "snapshot.json",
  ] {
    let file = openat(folder, path, O_RDONLY)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var buffer = [UInt8](repeating: 0, count: 16)
    let count = read(file, &buffer, buffer.count)
    numbers.append(String(decoding: buffer[..<count], as: UTF8.self))
  }
  return numbers.first == numbers.last ? Set(numbers) : nil
}
