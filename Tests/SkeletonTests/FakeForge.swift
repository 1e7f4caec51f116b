import Foundation
import TestSupport

/// A forge's API in a folder: a `curl` that answers from files and writes down what it was asked.
struct FakeForge {
  let folder: TemporaryFolder
  private static let api = "https://api.forge.example"

  init() throws {
    folder = try TemporaryFolder("forge")
    try folder.write(Self.curl, to: "bin/curl")
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o755], ofItemAtPath: folder.path(of: "bin/curl"))
    try folder.write("", to: "log")
    try FileManager.default.createDirectory(
      atPath: folder.path(of: "work"), withIntermediateDirectories: true)
  }

  /// The program that the tests are of.
  static let cairn = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
    .appendingPathComponent("cairn")

  /// Puts `cairn` beside `curl`.
  func install() throws {
    try FileManager.default.createSymbolicLink(
      atPath: folder.path(of: "bin/cairn"), withDestinationPath: Self.cairn.path)
  }

  /// Lets it answer a request, such as `GET repos/a/b/pulls/1`.
  func answer(_ request: String, _ body: String) throws { try answer(request, Array(body.utf8)) }

  /// Lets it answer differently from the second time on.
  func answerLater(_ request: String, _ body: String) throws {
    try answer(request + " later", Array(body.utf8))
  }

  func answer(_ request: String, _ body: [UInt8]) throws {
    let name = request.addingPercentEncoding(withAllowedCharacters: .alphanumerics)!
    try folder.write(body, to: "answers/\(name)")
  }

  /// Runs a script of bash, of which only this environment is known to it.
  func run(
    _ script: String, _ arguments: [String] = [], in work: String? = nil,
    _ environment: [String: String] = [:]
  ) throws -> Program {
    try folder.write(script, to: "script.sh")
    var all = [
      "PATH": folder.path(of: "bin") + ":" + (ProcessInfo.processInfo.environment["PATH"] ?? ""),
      "HOME": folder.path, "FAKE": folder.path, "FAKE_API": Self.api, "TOKEN": "t",
      "LC_ALL": "C.UTF-8",
      "CAIRN_TOKEN": "t", "GITHUB_API_URL": Self.api, "GITHUB_REPOSITORY": "acme/registry",
      "CI_API_V4_URL": Self.api, "CI_PROJECT_ID": "5", "CI_DEFAULT_BRANCH": "main",
      "BRANCH": "main",
    ]
    all.merge(environment) { _, new in new }
    return try Program(
      "/usr/bin/env", ["bash", folder.path(of: "script.sh")] + arguments,
      in: work ?? folder.path(of: "work"), environment: all)
  }

  /// The requests that changed something, each with its body.
  var changes: [String] {
    get throws {
      String(decoding: try folder.read("log"), as: UTF8.self).split(separator: "\n").map(
        String.init
      )
      .filter { !$0.hasPrefix("GET ") }
    }
  }

  func text(_ path: String) throws -> String {
    String(decoding: try folder.read("work/" + path), as: UTF8.self)
  }

  private static let curl = #"""
    #!/usr/bin/env python3
    import os, sys
    words = sys.argv[1:]
    api = os.environ["FAKE_API"] + "/"
    method, out, body = "GET", None, ""
    for word, value in zip(words, words[1:] + [""]):
        if word == "--request": method = value
        if word == "--output": out = value
        if word == "--data-binary":
            method = "POST" if method == "GET" else method
            body = sys.stdin.read() if value == "@-" else open(value[1:]).read()
    url = next(word for word in words if word.startswith("https://"))
    request = method + " " + (url[len(api):] if url.startswith(api) else url)
    folder = os.environ["FAKE"] + "/answers/"
    def encoded(text):
        return "".join(c if c.isascii() and c.isalnum() else "%%%02X" % ord(c) for c in text)
    seen = any(line.startswith(request + " ") for line in open(os.environ["FAKE"] + "/log"))
    with open(os.environ["FAKE"] + "/log", "a") as log:
        log.write(request + " " + " ".join(body.split("\n")) + "\n")
    later = folder + encoded(request + " later")
    name = later if seen and os.path.exists(later) else folder + encoded(request)
    try:
        answer = open(name, "rb").read()
    except FileNotFoundError:
        sys.exit(22)
    if out: open(out, "wb").write(answer)
    else: sys.stdout.buffer.write(answer)

    """#
}
