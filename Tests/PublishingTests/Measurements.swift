import Foundation
import Glibc
import IndexModel
import Publishing
import Testing

/// What publishing costs, next to a plain write of the same files. Run with
/// `CAIRN_MEASURE=1 swift test -c release -Xswiftc -enable-testing --filter Measurements`.
@Suite(
  "measurements", .serialized,
  .enabled(if: ProcessInfo.processInfo.environment["CAIRN_MEASURE"] != nil))
struct Measurements {
  static let folders = 20_000
  static let files = 140_000
  static let paths: [SitePath] = (0..<files).map { number in
    let folder = number / (files / folders)
    return SitePath(layout: "release/project\(folder / 20)/package\(folder)/1.\(number).0.json")
  }
  static let body = [UInt8](repeating: UInt8(ascii: "x"), count: 1_000)

  /// The bytes of a document; those of `changed` differ between generations.
  static func bytes(_ number: Int, generation: Int, changed: Int) -> [UInt8] {
    var bytes = body
    let stamp = number < changed ? number + generation * 1_000_000 : number
    withUnsafeBytes(of: stamp) { bytes.replaceSubrange(0..<8, with: $0) }
    return bytes
  }

  @Test func mediansOfFiveRounds() throws {
    let names = ["plain write", "first", "equal", "one changed", "all changed", "plain again"]
    var rounds: [[Cost]] = []
    for _ in 0..<5 {
      let sandbox = try Sandbox()
      rounds.append([
        cost { plainWrite(to: "\(sandbox.root)/plain-1") },
        cost { publish(sandbox, generation: 1, changed: 0) },
        cost { publish(sandbox, generation: 1, changed: 0) },
        cost { publish(sandbox, generation: 2, changed: 1) },
        cost { publish(sandbox, generation: 3, changed: Self.files) },
        cost { plainWrite(to: "\(sandbox.root)/plain-2") },
      ])
    }
    for (at, name) in names.enumerated() {
      let seconds = rounds.map { $0[at].seconds }.sorted()
      let processor = rounds.map { $0[at].processor }.sorted()[2]
      let ratio = rounds.map { $0[at].processor / $0[0].processor }.sorted()[2]
      print(
        String(
          format: "%@: %.2f s (%.2f to %.2f), processor %.2f s, %.2f of plain", name, seconds[2],
          seconds[0], seconds[4], processor, ratio))
    }
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    print("peak memory: \(usage.ru_maxrss / 1024) MiB, of which the paths are the test's own")
  }

  private func publish(_ sandbox: Sandbox, generation: Int, changed: Int) {
    let publication = try! sandbox.begin()
    try! publication.put(Sandbox.marker, [])
    onTwoThreads { number in
      let bytes = Self.bytes(number, generation: generation, changed: changed)
      try! publication.put(Self.paths[number], bytes.span)
    }
    _ = try! publication.commit()
  }

  /// The floor: folders made once, then open, write and close for each file, by two threads.
  private func plainWrite(to root: String) {
    mkdir(root, 0o755)
    let folder = open(root, O_RDONLY | O_DIRECTORY)
    defer { close(folder) }
    mkdirat(folder, "release", 0o755)
    for number in 0..<Self.folders {
      if number % 20 == 0 { mkdirat(folder, "release/project\(number / 20)", 0o755) }
      mkdirat(folder, "release/project\(number / 20)/package\(number)", 0o755)
    }
    onTwoThreads { number in
      let bytes = Self.bytes(number, generation: 1, changed: 0)
      let file = openat(folder, Self.paths[number].text, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
      precondition(Glibc.write(file, bytes, bytes.count) == bytes.count)
      Glibc.close(file)
    }
  }

  private func onTwoThreads(_ body: @escaping @Sendable (Int) -> Void) {
    let half = Self.files / 2
    onThreads(2) { thread in
      for number in thread * half..<(thread + 1) * half { body(number) }
    }
  }

  /// Seconds on the clock, and on the processors: a busy machine stretches the first far more.
  private struct Cost {
    let seconds: Double
    let processor: Double
  }

  private func cost(_ body: () -> Void) -> Cost {
    let before = processorSeconds()
    let start = Date()
    body()
    return Cost(seconds: -start.timeIntervalSinceNow, processor: processorSeconds() - before)
  }

  private func processorSeconds() -> Double {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    let times = [usage.ru_utime, usage.ru_stime]
    return times.reduce(0) { $0 + Double($1.tv_sec) + Double($1.tv_usec) / 1e6 }
  }
}
