import GitStore
import Glibc
import IndexModel
import Registry
import Resolution
import Site
import Synchronization

/// Closure and resolution alone, of all packages of a registry, which are read once.
struct Dependencies {
  private let packages: [String: VersionIndex]
  private let context: Context

  init(of repository: String) throws {
    let repository = try GitRepository.open(at: repository)
    let snapshot = try repository.snapshot(of: repository.resolve("HEAD"))
    let context = try Context.read(snapshot)
    let files = try Walk(snapshot, layout: context.layout).found.filter {
      if case .versionIndex = $0.place { true } else { false }
    }
    let read = Mutex<[String: VersionIndex]>([:])
    snapshot.readAll(files.map(\.entry.id), limit: .max, workers: 1) { _, place, result in
      let file = files[place]
      guard case .success(let bytes) = result, let kind = Kind(at: file.place),
        case .unit(let unit) = Unit.read(
          bytes, at: file.path, place: file.place, kind: kind, blob: file.entry.id,
          context: context),
        unit.isSound, case .versionIndex(let index)? = unit.resource
      else { return }
      read.withLock { $0[index.id.text] = index }
    }
    packages = read.withLock { $0 }
    self.context = context
  }

  /// Finds out what cannot be met, then asks for the newest of so many packages, each for itself, and prints what that
  /// took, as JSON.
  func measure(_ count: Int) throws {
    let nodes = packages.mapValues { ReleaseNode.all(of: $0) }
    var marks: [String: [[String]]] = [:]
    let closure = try processorTime {
      let index = WholeIndex(.everything, nodes, context)
      marks = try Closure.marks(ofAll: index.aliases, in: index)
    }
    let unmet = marks.values.reduce(0) { $0 + $1.count { !$0.isEmpty } }
    let index = MemoryIndex(
      entries: Dictionary(
        uniqueKeysWithValues: packages.map {
          ($0.key, IndexEntry($0.key, $0.value, marks: marks[$0.key]))
        }))
    let aliases = packages.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    var sizes: [Int] = []
    var (solutions, givenUp, random) = (0, 0, UInt64(1))
    var asked: [(alias: String, microseconds: Int)] = []
    for _ in 0..<count {
      // Knuth's linear congruential generator, of which the high bits are good enough here.
      random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let alias = aliases[Int(random >> 33) % aliases.count]
      var outcome: Outcome?
      let microseconds = try processorTime {
        outcome = try Request([.init(alias, .any)]).resolve(in: index)
      }
      asked.append((alias, microseconds))
      switch outcome {
      case .solution(let solution):
        solutions += 1
        sizes.append(solution.selections.count)
      case .gaveUp: givenUp += 1
      case .conflict, nil: break
      }
    }
    asked.sort { $0.microseconds < $1.microseconds }
    sizes.sort()
    let edges = nodes.values.reduce(0) { $1.reduce($0) { $0 + $1.edges.count } }
    print(
      """
      {"packages": \(packages.count), "releases": \(nodes.values.reduce(0) { $0 + $1.count }), \
      "edges": \(edges), "closure": \(closure / 1_000), "unmet": \(unmet), \
      "requests": \(count), "solutions": \(solutions), "gaveUp": \(givenUp), "typicalSize": \(sizes.middle), \
      "largestSize": \(sizes.last ?? 0), "median": \(asked[count / 2].microseconds), \
      "typical": "\(asked[count / 2].alias)", "slowTenth": \(asked[count * 9 / 10].microseconds), \
      "slowest": \(asked[count - 1].microseconds), "hardest": "\(asked[count - 1].alias)"}
      """)
  }
}

/// How many microseconds something takes on the processor: others may want it too.
private func processorTime(_ body: () throws -> Void) rethrows -> Int {
  func now() -> Int {
    var time = timespec()
    unsafe clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return time.tv_sec * 1_000_000 + time.tv_nsec / 1_000
  }
  let start = now()
  try body()
  return now() - start
}

/// The index of every package, all of it at hand.
private struct MemoryIndex: IndexSource {
  let entries: [String: IndexEntry]

  func alias(for target: String, from dependent: String) -> String? {
    AliasTable.everything.alias(for: target, from: dependent)
  }

  func entry(_ alias: String) -> IndexEntry? { entries[alias] }
}

extension [Int] {
  /// Of numbers in order, the one in the middle.
  fileprivate var middle: Int { isEmpty ? 0 : self[count / 2] }
}
