import Foundation
import IndexModel
import Ownership
import Testing

/// What it costs to ask for 200,000 paths, by the number of lines and by their shape. Run with
/// `CAIRN_MEASURE=1 swift test -c release -Xswiftc -enable-testing --filter Measurements`.
@Suite(
  "measurements of owners", .serialized,
  .enabled(if: ProcessInfo.processInfo.environment["CAIRN_MEASURE"] != nil))
struct Measurements {
  static let paths: [RepositoryPath] = (0..<200_000).map { number in
    RepositoryPath("packages/p\(number / 100)/lib\(number % 50_000).json")
  }

  /// Patterns of so many lines, short enough that 50,000 are one file.
  static let shapes: [(name: String, pattern: @Sendable (Int) -> String)] = [
    ("folders from the root", { "/packages/p\($0)" }),
    ("names at any depth", { "lib\($0).json" }),
    ("globs that end alike", { "/*/*/l*\($0).json" }),
    ("globs at any depth", { "*b\($0).*" }),
    ("any folders between", { "/**/p\($0)/**" }),
    ("a level of a folder", { "/packages/p\($0)/*" }),
  ]

  @Test(arguments: shapes.indices)
  func askingCostsTheSameForAnyNumberOfLines(shape: Int) throws {
    let (name, pattern) = Self.shapes[shape]
    for count in [1_000, 10_000, 50_000] {
      let text = (0..<count).map { pattern($0) + "\n" }.joined()
      let bytes = Array(text.utf8)
      var found: OwnerFile?
      let reading = ContinuousClock().measure {
        found = OwnerFile.read(bytes, at: "index/CODEOWNERS").file
      }
      let file = try #require(found)
      var matched = 0
      let asking = ContinuousClock().measure {
        for path in Self.paths where file.line(for: path) != nil { matched += 1 }
      }
      print("\(name), \(count) lines: read \(reading), asked \(asking), \(matched) matched")
    }
  }
}
