import Foundation
import RegistryClient
import Search
import TestSupport
import Testing

/// The script for pages in a browser, from a page of another origin, over nginx.
@Suite(
  .enabled(
    if: Program.find("nginx") != nil && Program.find("chromium") != nil,
    "nginx or chromium is not installed"))
struct BrowserTests {
  private let nginx = Program.find("nginx") ?? ""
  private let chromium = Program.find("chromium") ?? ""

  /// What a page says that asks the search of a site, line by line: the names of packages, or an error.
  private func answers(_ queries: [String], script: String, site: String) throws -> [String] {
    let folder = try TemporaryFolder("page")
    let questions = String(decoding: try JSONEncoder().encode(queries), as: UTF8.self)
    let page = """
      <!doctype html><meta charset="utf-8"><pre></pre>
      <script type="module">
        const { createSearch } = await import("\(script)");
        const search = createSearch("\(site)");
        const lines = await Promise.all(\(questions).map((query) => search.search(query).then(
          ({ results }) => results.map(({ name }) => name).join(" "), (error) => error.message)));
        document.querySelector("pre").textContent = lines.map((line) => `[${line}]`).join("\\n");
      </script>
      """
    try folder.write(page, to: "page.html")
    let run = try Program(
      "/usr/bin/env",
      [
        "timeout", "60", chromium, "--headless", "--no-sandbox", "--disable-gpu",
        "--user-data-dir=\(folder.path(of: "profile"))", "--virtual-time-budget=20000",
        "--dump-dom", "file://\(folder.path(of: "page.html"))",
      ], environment: ["HOME": folder.path, "PATH": "/usr/bin:/bin"])
    let text = try #require(run.output.components(separatedBy: "<pre>").dropFirst().first)
    return text.components(separatedBy: "</pre>")[0].components(separatedBy: "\n")
  }

  @Test func answersInABrowserAsOnTheCommandLine() throws {
    let folder = try BuiltSite.small().written()
    let host = try NginxHost(folder.path, nginx: nginx)
    let queries = ["lib.foo", "foo", "tol", "parser tool", "project:acme", "nothing", ""]
    let expected = try queries.map { query in
      let answer = try SiteSearch(.at(folder.path)).outcome(of: SearchQuery(query), limit: 20)
        .answer
      return "[\(answer.results.map(\.document.name).joined(separator: " "))]"
    }
    let script = host.address + "search/search.js"
    #expect(try answers(queries, script: script, site: host.address) == expected)
    #expect(expected.contains("[acme/lib.foo]"))
    let wrong = try answers(["foo"], script: script, site: host.address + "schema/")
    #expect(wrong == ["[\(host.address)schema/ is no registry]"])
  }
}
