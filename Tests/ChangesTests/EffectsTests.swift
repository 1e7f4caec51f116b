import IndexModel
import TestSupport
import Testing

@testable import Changes

/// A change, and what clients will see of it.
struct EffectCase: CustomTestStringConvertible, Sendable {
  let testDescription: String
  let begin: @Sendable (inout SampleRegistry) -> Void
  let change: @Sendable (inout SampleRegistry) -> Void
  let latest: [String]
  let appearing: [String]
  let leaving: [String]

  init(
    _ name: String, from begin: @escaping @Sendable (inout SampleRegistry) -> Void = { _ in },
    _ change: @escaping @Sendable (inout SampleRegistry) -> Void, latest: [String] = [],
    appearing: [String] = [], leaving: [String] = []
  ) {
    testDescription = name
    self.begin = begin
    self.change = change
    self.latest = latest
    self.appearing = appearing
    self.leaving = leaving
  }

  static let index = SampleRegistry.index
  private static let makeMain: @Sendable (inout SampleRegistry) -> Void = {
    $0.files["index/projects/acme.json"] = SampleRegistry.project(#", "main": "libfoo""#)
  }

  static let all = [
    EffectCase("a text outside") { $0.files["README.md"] = "x" },
    EffectCase("another form") { $0.files[index]! += "\n" },
    EffectCase("a description") { $0.edit(index, "Parses foo.", "Parses bar.") },
    EffectCase(
      "a new release",
      {
        $0.edit(
          index, #""releases": ["#,
          #""releases": [\#(SampleRegistry.release("3.0.0", "current")),"#)
      }, latest: ["current/acme/libfoo/latest.json 1.0.0 3.0.0"],
      appearing: ["current/acme/libfoo/3.0.0.json"]),
    EffectCase(
      "a pre-release beside a release",
      {
        $0.edit(
          index, #""releases": ["#,
          #""releases": [\#(SampleRegistry.release("3.0.0-rc.1+b", "current")),"#)
      }, appearing: ["current/acme/libfoo/3.0.0-rc.1.json"]),
    EffectCase(
      "a promotion", { $0.edit(index, #""candidate""#, #""current""#) },
      latest: [
        "candidate/acme/libfoo/latest.json 2.0.0 none",
        "current/acme/libfoo/latest.json 1.0.0 2.0.0",
      ], appearing: ["current/acme/libfoo/2.0.0.json"],
      leaving: ["candidate/acme/libfoo/2.0.0.json"]),
    EffectCase(
      "a revocation", { $0.edit(index, #""current""#, #""revoked""#) },
      latest: [
        "current/acme/libfoo/latest.json 1.0.0 none", "revoked/acme/libfoo/latest.json 0.9.0 1.0.0",
      ], appearing: ["revoked/acme/libfoo/1.0.0.json"],
      leaving: ["current/acme/libfoo/1.0.0.json"]),
    EffectCase(
      "a main package",
      {
        $0.edit(index, "Parses", "Eats")
        makeMain(&$0)
      },
      latest: [
        "candidate/acme/latest.json none 2.0.0", "current/acme/latest.json none 1.0.0",
        "revoked/acme/latest.json none 0.9.0",
      ],
      appearing: [
        "candidate/acme/2.0.0.json", "current/acme/1.0.0.json", "revoked/acme/0.9.0.json",
      ]),
    EffectCase(
      "a promotion of a main package", from: makeMain,
      { $0.edit(index, #""candidate""#, #""current""#) },
      latest: [
        "candidate/acme/latest.json 2.0.0 none", "candidate/acme/libfoo/latest.json 2.0.0 none",
        "current/acme/latest.json 1.0.0 2.0.0", "current/acme/libfoo/latest.json 1.0.0 2.0.0",
      ], appearing: ["current/acme/2.0.0.json", "current/acme/libfoo/2.0.0.json"],
      leaving: ["candidate/acme/2.0.0.json", "candidate/acme/libfoo/2.0.0.json"]),
    EffectCase("a file that nobody understands") { $0.files[index] = "{" },
    EffectCase("names that no path can hold") { head in
      head.files["packages/a b/c?.json"] = SampleRegistry.package()
    },
  ]
}

@Suite struct EffectsTests {
  @Test(arguments: EffectCase.all)
  func areWhatClientsWillSee(_ example: EffectCase) throws {
    let trial = Trial(from: example.begin, example.change)
    let effects = try Effects(
      of: Comparison(LiteralSnapshot(trial.base.files), LiteralSnapshot(trial.head.files)))
    let latest = effects.latest.map {
      "\($0.path.text) \($0.from?.text ?? "none") \($0.to?.text ?? "none")"
    }
    #expect(latest == example.latest)
    #expect(effects.appearing.map(\.path.text) == example.appearing)
    #expect(effects.leaving.map(\.path.text) == example.leaving)
  }
}
