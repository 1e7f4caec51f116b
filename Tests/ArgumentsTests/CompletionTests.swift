import Arguments
import Foundation
import Testing

/// A line that is being typed, and what the shell should offer at its end.
struct CompletionCase: CustomTestStringConvertible, Sendable {
  let line: String
  let offers: [String]

  init(_ line: String, _ offers: String...) {
    self.line = line
    self.offers = offers
  }

  var testDescription: String { line }

  static let all = [
    CompletionCase("cairn bu", "build"),
    CompletionCase("cairn re", "release", "resolve"),
    CompletionCase("cairn import ", "ndc-hub", "small-form"),
    CompletionCase("cairn -C import import s", "small-form"),
    CompletionCase("cairn --quiet import n", "ndc-hub"),
    CompletionCase("cairn build --li", "--lineage"),
    CompletionCase("cairn build --output bu", "built"),
    CompletionCase("cairn build --color a", "always", "auto"),
    CompletionCase("cairn --color never", "never"),
    CompletionCase("cairn build --jobs ", ""),
    CompletionCase("cairn release x y --file bu", "build.json", "built"),
    CompletionCase("cairn import ndc-hub bu", "built"),
    CompletionCase("cairn completions ", "bash", "fish", "packages", "zsh"),
    // The program is asked with the options that its command knows: the tests' own prints what it is asked.
    CompletionCase("cairn vote a", "a+completions+packages+--+a"),
    CompletionCase("cairn vote a/b", "a/b+completions+packages+--+a/b"),
    CompletionCase("cairn vote --site built a", "a+completions+packages+--site+built+--+a"),
    CompletionCase(
      "cairn -C built --quiet vote a", "a+completions+packages+-C+built+--quiet+--+a"),
    CompletionCase("cairn vote --quiet a", "a+completions+packages+--quiet+--+a"),
    CompletionCase("cairn vote -- a", "a+completions+packages+--+a"),
    CompletionCase("cairn vote a 1", ""),
    CompletionCase("cairn owner add --json a", "a+completions+packages+--json+--+a"),
    CompletionCase("cairn completions bash ", ""),
    CompletionCase("cairn owner ad", "add"),
    CompletionCase("cairn owner bu", "build.json", "built"),
    CompletionCase("cairn owner built ad", ""),
    CompletionCase("cairn owner add --js", "--json"),
    CompletionCase("cairn help im", "import"),
    CompletionCase("cairn help import bu", "build"),
  ]
}

@Suite struct CompletionTests {
  @Test(.enabled(if: Shell.bash.isInstalled), arguments: CompletionCase.all)
  func completesInBash(completion: CompletionCase) throws {
    #expect(try offers(inBash: completion.line.bashWords) == completion.offers)
  }

  @Test(.enabled(if: Shell.bash.isInstalled))
  func completesJoinedValuesInBash() throws {
    // Bash parts words at the equals sign before it calls the function.
    #expect(try offers(inBash: ["cairn", "build", "--color", "=", "al"]) == ["always"])
    #expect(try offers(inBash: ["cairn", "build", "--color", "="]) == ["always", "auto", "never"])
    #expect(try offers(inBash: ["cairn", "--color", "=", "never", "bu"]) == ["build"])
  }

  @Test(.enabled(if: Shell.bash.isInstalled))
  func joinsInBashWhatIsOneWordToPeople() throws {
    let url = ["http", ":", "//127.0.0.1", ":", "8000/"]
    #expect(
      try offers(inBash: ["cairn", "vote", "--site"] + url + ["a"])
        == ["a+completions+packages+--site+http://127.0.0.1:8000/+--+a"])
    #expect(
      try offers(inBash: ["cairn", "vote", "--site", "="] + url + ["a"])
        == ["a+completions+packages+--site+http://127.0.0.1:8000/+--+a"])
    // What it offers stands in the place of the last piece.
    #expect(
      try offers(inBash: ["cairn", "vote", "a", "@", "1"])
        == ["1+completions+packages+--+a@1"])
    #expect(
      try offers(inBash: ["cairn", "vote", "--site", "~/b", "a"])[0].hasSuffix("/b+--+a"))
  }

  @Test(.enabled(if: Shell.bash.isInstalled))
  func offersNoOptionAfterTwoDashesInBash() throws {
    #expect(try offers(inBash: ["cairn", "release", "--", "--f"]) == [""])
  }

  @Test(.enabled(if: Shell.fish.isInstalled), arguments: CompletionCase.all)
  func completesInFish(completion: CompletionCase) throws {
    let script = Sample.program.completionScript(for: .fish)
    let offers = try Shell.fish.run(script + "\ncomplete -C '\(completion.line)'\n")
      .split(separator: "\n").map { $0.split(separator: "\t")[0].trimmingSuffix("/") }.sorted()
    #expect(offers == completion.offers.filter { !$0.isEmpty })
  }

  @Test(.enabled(if: Shell.zsh.isInstalled), arguments: CompletionCase.all)
  func completesInZsh(completion: CompletionCase) throws {
    let script = Sample.program.completionScript(for: .zsh)
    let offers = try Shell.zsh.run(zshHarness(script: script, line: completion.line))
      .split(separator: "\n").map { String($0).trimmingSuffix("/") }.sorted()
      // Where no word can stand, zsh offers the options.
      .filter { !$0.hasPrefix("-") || completion.offers != [""] }
    #expect(offers == completion.offers.filter { !$0.isEmpty })
  }

  @Test func keepsHelpTextsFromBeingRun() throws {
    let nasty = "Don't `id` $(id) \"quote\" [x]: back\\slash %s {a,b}; (id)"
    let program = Program<Void>(
      "tool", version: "1", summary: nasty,
      options: [Option<String?>("name", short: "n", value: "x", help: nasty)],
      groups: [
        CommandGroup([
          Command("run", summary: nasty, parameters: [Flag("flag", help: nasty)]) { _, _ in 0 }
        ])
      ])
    for shell in Shell.allCases where shell.isInstalled {
      #expect(try shell.run(program.completionScript(for: shell) + "\necho fine\n") == "fine\n")
    }
  }

  private func offers(inBash words: [String]) throws -> [String] {
    let list = words.map { "'\($0)'" }.joined(separator: " ")
    let script = """
      \(Sample.program.completionScript(for: .bash))
      COMP_WORDS=(\(list)) COMP_CWORD=\(words.count - 1)
      _cairn
      printf '%s\\n' "${COMPREPLY[@]}"

      """
    return try Shell.bash.run(script)
      .split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init).sorted()
  }

  /// Presses Tab in an interactive zsh, and prints every match that the completion adds.
  private func zshHarness(script: String, line: String) -> String {
    """
    cat > completion.zsh <<'SCRIPT'
    \(script)
    SCRIPT
    cat > setup.zsh <<'SETUP'
    PS1=READY
    autoload -Uz compinit && compinit -u -D
    source ./completion.zsh
    compadd() {
      local -a matches
      if [[ ${@[(I)-[OAD]]} -gt 0 ]]; then builtin compadd "$@"; return; fi
      builtin compadd -O matches "$@"
      print -rl -- $matches >> offers
      builtin compadd "$@"
    }
    report() { zle complete-word; print -n DONE }
    zle -N report
    bindkey '^I' report
    print LOAD''ED
    SETUP
    zmodload zsh/zpty
    : > offers
    zpty shell zsh -f -i
    zpty -w shell 'source ./setup.zsh'
    zpty -r -m shell text '*LOADED*'
    zpty -w -n shell '\(line)'$'\\t'
    zpty -r -m shell text '*DONE*'
    zpty -d shell
    sort -u offers

    """
  }
}

extension String {
  /// The words of a line, the one under the cursor last.
  fileprivate var bashWords: [String] {
    split(separator: " ", omittingEmptySubsequences: false).map(String.init)
  }
}

extension StringProtocol {
  fileprivate func trimmingSuffix(_ suffix: String) -> String {
    String(hasSuffix(suffix) ? String(dropLast(suffix.count)) : String(self))
  }
}

extension Shell {
  fileprivate var location: String? {
    let folders = ProcessInfo.processInfo.environment["PATH", default: ""].split(separator: ":")
    return folders.map { "\($0)/\(rawValue)" }
      .first { FileManager.default.isExecutableFile(atPath: $0) }
  }

  var isInstalled: Bool { location != nil }

  /// A program that offers what it is asked, behind what was typed.
  private static let echo = """
    #!/bin/sh
    for typed; do :; done
    case $typed in -*) exit ;; esac
    IFS=+
    echo "$typed+$*"

    """

  /// Runs a script in a new folder that holds `build.json` and the folder `built`, and returns what
  /// it prints.
  func run(_ script: String) throws -> String {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    let manager = FileManager.default
    try manager.createDirectory(
      at: folder.appending(path: "built"), withIntermediateDirectories: true)
    defer { try? manager.removeItem(at: folder) }
    try Data().write(to: folder.appending(path: "build.json"))
    let file = folder.appending(path: ".script")
    try Data(script.utf8).write(to: file)
    let programs = folder.appending(path: ".programs")
    try manager.createDirectory(at: programs, withIntermediateDirectories: true)
    let program = programs.appending(path: "cairn")
    try Data(Self.echo.utf8).write(to: program)
    try manager.setAttributes([.posixPermissions: 0o755], ofItemAtPath: program.path)

    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["timeout", "20", try #require(location), file.path(percentEncoded: false)]
    process.currentDirectoryURL = folder
    process.environment = [
      "PATH": programs.path + ":" + ProcessInfo.processInfo.environment["PATH", default: ""],
      "LC_ALL": "C",
      "HOME": folder.path(percentEncoded: false), "TERM": "dumb",
    ]
    let output = Pipe()
    process.standardOutput = output
    process.standardError = output
    process.standardInput = FileHandle.nullDevice
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: data, as: UTF8.self)
  }
}
