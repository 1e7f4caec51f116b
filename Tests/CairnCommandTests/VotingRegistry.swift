import Foundation
import TestSupport

/// A registry in which people hold roles and vote: ada and bert run the project, carl may vote, dave owns the package
/// `acme/libfoo`, pat is known and holds nothing.
struct VotingRegistry {
  let git: GitFixture
  let path: String

  static let people = ["ada", "bert", "carl", "dave", "pat"]

  /// - Parameters:
  ///   - policy: The project's vote policy.
  ///   - candidate: What the candidate 2.0.0 says beside its version and stage, as lines of its object.
  ///   - time: When the registry was committed.
  init(
    policy: String? = nil, candidate: String = "", sharded: Bool = false,
    time: Int64 = GitFixture.time
  ) throws {
    git = try GitFixture()
    path = sharded ? "packages/acme/li/bf/libfoo.json" : "packages/acme/libfoo.json"
    var files = [
      "index/registry.json": """
      {
        "apiVersion": "cairn/v1",
        "kind": "Registry",
        "metadata": {
          "name": "example"
        },
        "spec": {
          "title": "Example",
          "layout": "\(sharded ? "sharded" : "flat")"
        }
      }

      """,
      "index/CODEOWNERS": "/index/ @ada\n/packages/ @roles\n",
      "index/projects/acme.json": """
      {"apiVersion": "cairn/v1", "kind": "Project", "metadata": {"name": "acme"},
       "spec": {"teams": {"core": ["carl", "pat"]}, "roles": {"admin": ["ada", "bert"], "committer": ["carl"]}
      \(policy.map { ", \"votePolicy\": {\($0)}" } ?? "")}}
      """,
      path: Self.index(candidate: candidate),
    ]
    for (number, handle) in Self.people.enumerated() {
      files["index/identities/\(handle).json"] = VerdictCommandTests.identity(handle, number + 1)
    }
    try git.commit(files, time: time)
  }

  static func index(candidate: String) -> String {
    """
    {
      "apiVersion": "cairn/v1",
      "kind": "VersionIndex",
      "metadata": {
        "project": "acme",
        "name": "libfoo"
      },
      "spec": {
        "roles": {
          "owner": [
            "dave"
          ]
        },
        "license": "Apache-2.0",
        "releases": [
          {
            "version": "1.0.0",
            "stage": "current",
            "notes": "The first."
          },
          {
            "version": "2.0.0",
            "stage": "candidate"\(candidate)
          }
        ]
      }
    }

    """
  }

  /// Votes as `candidate` takes them, in canonical form.
  static func votes(_ votes: (String, Int)...) -> String {
    let lines = votes.map { voter, value in
      """
                {
                  "voter": "\(voter)",
                  "value": \(value)
                }
      """
    }
    return ",\n        \"votes\": [\n" + lines.joined(separator: ",\n") + "\n        ]"
  }

  var text: String {
    get throws { try String(contentsOfFile: git.path + "/" + path, encoding: .utf8) }
  }

  func run(_ words: String...) -> Run { Run(words: words + ["-C", git.path]) }

  /// Commits what a command has written, and asks for the verdict on it with somebody as the actor.
  func verdicts(_ actors: String...) throws -> [String: Int32] {
    try git.git(["commit", "--quiet", "--all", "--message", "Change"], time: GitFixture.time + 9)
    return Dictionary(
      uniqueKeysWithValues: actors.map { actor in
        let number = Self.people.firstIndex(of: actor).map { $0 + 1 } ?? 99
        return (actor, check("--actor", "github:\(number)").code)
      })
  }

  func check(_ words: String...) -> Run {
    Run(words: ["check", "-C", git.path, "--base", "HEAD~1", "--head", "HEAD"] + words)
  }

  /// The file differs from what was committed by exactly these lines, without the lines around them.
  func diff() throws -> String {
    try git.git("diff", "--unified=0", "--", path).split(separator: "\n")
      .filter {
        ($0.hasPrefix("+") || $0.hasPrefix("-")) && !$0.hasPrefix("+++") && !$0.hasPrefix("---")
      }
      .joined(separator: "\n")
  }
}
