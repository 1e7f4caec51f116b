import Foundation
import IndexModel
import TestSupport
import Testing

@testable import Skeleton

/// What other people's tools say of what `cairn init` writes.
@Suite struct LintTests {
  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// The tools come from PyPI; without python or the network the script cannot get them.
  @Test(.enabled(if: Program.find("python3") != nil, "python3 is not installed"))
  func workflowsAndScriptsPassTheLinters() throws {
    let source = CairnSource.placeholder(version: "1.0.0")
    let skeleton = Skeleton(
      title: "Example", baseURL: nil, forges: Forge.allCases, source: source, schemas: [])
    let publisher = try #require(
      Publisher(
        registry: "https://github.com/acme/registry", project: "acme", name: "libfoo",
        source: source))
    let folder = try TemporaryFolder()
    for file in skeleton.files + publisher.files {
      try folder.write(file.text, to: file.path.description)
    }
    let script = Self.root.appendingPathComponent("scripts/lint-workflows").path
    let run = try Program(script, [folder.path])
    guard run.status != 69 else { return print("skipped: the linters cannot be installed") }
    #expect(run.status == 0, "\(run.output)")
  }

  /// An expression of a forge within a shell script would be read as part of the script.
  @Test func noExpressionStandsInAScript() {
    let scripts = [
      GitHub.fetch, GitHub.people, GitHub.find, GitHub.reckon, GitHub.comment, GitHub.decide,
      GitHub.merge, Publisher.release,
      Publisher.propose, Forgejo.people, GitHub.keep, Forgejo.merge, Scripts.fetchSite("b"),
      Scripts.buildSite("--branch b"), Scripts.pushSite("b"),
      GitLab.people, GitLab.merge,
      GitLab.check, GitLab.build, Scripts.install, Scripts.judge, Scripts.message,
    ]
    for script in scripts { #expect(!script.contains("${{")) }
  }

  /// The token of GitLab may do all that its holder may.
  @Test func gitLabBuildsWhereNoTokenIs() throws {
    let jobs = GitLab.pipeline.components(separatedBy: "\n\n")
    for job in jobs where job.contains("install.sh\n") && job.contains("script:") {
      #expect(
        job.contains("- unset CAIRN_TOKEN\n")
          || job.contains("env --unset=CAIRN_TOKEN bash .gitlab")
          || job.contains("GIT_STRATEGY: none"), "\(job)")
    }
    let merge = try #require(jobs.first { $0.hasPrefix("merge:") })
    #expect(merge.contains("name: cairn-merge\n") && !merge.contains("extends"))
    #expect(merge.contains(#"- test -x "$CAIRN_HOME/bin/cairn""#))
    for job in jobs where !job.hasPrefix("merge:") { #expect(!job.contains("environment:")) }
  }

  @Test func nothingRunsWithRightsOnWhatAStrangerWrote() {
    for file in Forge.allCases.flatMap(\.workflows) {
      #expect(!file.text.contains("pull_request_target"), "\(file.path)")
      for line in file.text.split(separator: "\n") where line.contains("uses: ") {
        let name = line.split(separator: " ").first { $0.contains("/") }
        let isPinned = name?.split(separator: "@").last?.utf8.count == 40
        #expect(isPinned || name == "./.github/cairn", "\(file.path): \(line)")
      }
    }
    let check = GitHub.checkWorkflow
    #expect(!check.contains("write") && !check.contains("secrets."))
    #expect(GitHub.commentWorkflow.components(separatedBy: ": write").count == 2)
    // The job that may write runs nothing of any repository.
    let writing = GitHub.commentWorkflow.components(separatedBy: "\n  comment:\n").last ?? ""
    #expect(writing.contains(": write") && !writing.contains("uses: "))
    #expect(!writing.contains(".github/cairn") && !writing.contains("git fetch"))
    let keeping = GitHub.publishWorkflow.components(separatedBy: "\n  keep:\n").last ?? ""
    #expect(keeping.contains(": write") && !keeping.contains("uses: "))
    #expect(!keeping.contains(".github/cairn") && !keeping.contains("cairn build"))
  }
}
