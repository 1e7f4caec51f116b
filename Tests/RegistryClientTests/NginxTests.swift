import Foundation
import Glibc
import IndexModel
import RegistryClient
import Site
import TestSupport
import Testing

/// nginx on loopback, with a configuration that includes what the site brings.
final class NginxHost {
  let address: String
  private let process = Process()
  private let folder: TemporaryFolder

  init(_ site: String, nginx: String) throws {
    folder = try TemporaryFolder("nginx")
    let port = UInt16.random(in: 20_000..<30_000)
    address = "http://127.0.0.1:\(port)/"
    try folder.write(
      Self.configuration(site, port: port, state: folder.path), to: "nginx.conf")
    process.executableURL = URL(fileURLWithPath: nginx)
    process.arguments = [
      "-p", folder.path, "-c", folder.path(of: "nginx.conf"), "-e", "stderr",
      "-g", "daemon off; pid \(folder.path(of: "pid"));",
    ]
    process.standardError = FileHandle.nullDevice
    try process.run()
    let url = URL(string: address)!
    for _ in 0..<100 where (try? SiteReader.at(address).read(SiteLayout.index)) == nil {
      try #require(process.isRunning, "nginx does not take \(url)")
      usleep(50_000)
    }
  }

  deinit {
    process.terminate()
    process.waitUntilExit()
  }

  static func configuration(_ site: String, port: UInt16, state: String) -> String {
    let temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
      .map { "\($0)_temp_path \(state);" }.joined(separator: " ")
    return """
      events {}
      http {
        access_log off; \(temporary)
        include \(site)/hosting/nginx/maps.conf;
        map $uri $cairn_redirect {
          default "";
          include \(site)/hosting/nginx/redirects/*.conf;
          include \(site)/hosting/nginx/redirects/*/*.conf;
        }
        server {
          listen 127.0.0.1:\(port); root \(site); include \(site)/hosting/nginx/locations.conf;
        }
      }

      """
  }

  /// The status and the fields of an answer.
  func head(
    _ path: String, _ more: [String] = []
  ) throws -> (status: Int, fields: [String: String]) {
    let curl = try #require(Program.find("curl"))
    let run = try Program(curl, ["-q", "-s", "-g", "--path-as-is", "-I"] + more + [address + path])
    let lines = run.output.split(separator: "\r\n")
    let status = lines.first?.split(separator: " ").dropFirst().first.flatMap { Int($0) }
    var fields: [String: String] = [:]
    for line in lines.dropFirst() {
      guard let colon = line.range(of: ": ") else { continue }
      fields[line[..<colon.lowerBound].lowercased()] = String(line[colon.upperBound...])
    }
    return (try #require(status, "\(run.output)"), fields)
  }
}

@Suite(
  .enabled(
    if: Program.find("nginx") != nil && Program.find("curl") != nil,
    "nginx or curl is not installed"))
struct NginxTests {
  private let nginx = Program.find("nginx") ?? ""

  @Test(arguments: [SiteOptions(), BuiltSite.compressing])
  func theWholeConfigurationIsClean(options: SiteOptions) throws {
    let folder = try BuiltSite.small(options).written()
    let state = try TemporaryFolder("nginx")
    let run = try Program(
      nginx,
      [
        "-t", "-p", folder.path, "-c", "hosting/nginx.conf", "-e", "stderr",
        "-g", "pid \(state.path(of: "pid"));",
      ])
    #expect(run.status == 0, "\(run.output)")
    for word in ["warn", "alert", "emerg"] {
      #expect(!run.output.contains("[\(word)]"), "\(run.output)")
    }
  }

  @Test func servesWhatAClientWalks() throws {
    let site = try BuiltSite.small()
    let folder = try site.written()
    let host = try NginxHost(folder.path, nginx: nginx)
    var walker = try Walker(host.address)
    try walker.walk()
    try site.expectAll(in: walker)
    #expect(try Verification.of(.at(host.address)).problems == [])
  }

  @Test func servesTypesAndHeaders() throws {
    let folder = try BuiltSite.small().written()
    let host = try NginxHost(folder.path, nginx: nginx)
    let types = [
      "": "application/json", "index.json": "application/json", "packages/": "application/json",
      "schema/v1/registry.schema.json": "application/schema+json",
      "current/acme/lib.foo/1.0.1/docs/CHANGES.md": "text/markdown; charset=utf-8",
      "hosting/nginx/maps.conf": "text/plain; charset=utf-8",
    ]
    for (path, type) in types {
      let (status, fields) = try host.head(path)
      #expect(status == 200, "\(path)")
      #expect(fields["content-type"] == type, "\(path)")
      #expect(fields["access-control-allow-origin"] == "*")
      #expect(fields["x-content-type-options"] == "nosniff")
      #expect(fields["content-security-policy"] == "default-src 'none'; sandbox")
      #expect(fields["cache-control"]?.hasPrefix("public, max-age=") == true)
    }
  }

  @Test func whatIsNamedByItsContentMayBeKeptAndWhatIsNotThereMayNot() throws {
    let folder = try BuiltSite.small().written()
    try folder.write("{}", to: "search/terms/6c69/0123456789.json")
    let host = try NginxHost(folder.path, nginx: nginx)
    for (path, policy) in [
      ("search/terms/6c69/0123456789.json", CachePolicy.lasting),
      ("search/terms/6c69/none.json", .current), ("search/terms/6c69.json", .current),
      ("index.json", .current),
    ] {
      #expect(try host.head(path).fields["cache-control"] == policy.rawValue, "\(path)")
      #expect(CachePolicy.of(SitePath(layout: path)) == policy || path.contains("none"))
    }
  }

  @Test func sendsCompressedCopiesToClientsThatTakeThem() throws {
    let site = try BuiltSite.small(BuiltSite.compressing)
    let folder = try site.written()
    let host = try NginxHost(folder.path, nginx: nginx)
    let accepting = ["-H", "Accept-Encoding: gzip"]
    for path in [
      "", "index.json", "packages/", "snapshot.json", "schema/v1/registry.schema.json",
      "current/acme/lib.foo/1.0.1.json",
    ] {
      let (status, fields) = try host.head(path, accepting)
      let file = path.isEmpty || path.hasSuffix("/") ? path + "index.json" : path
      let copy = try #require(site.documents[SitePath(layout: file + ".gz")])
      #expect(status == 200 && fields["content-encoding"] == "gzip", "\(path)")
      #expect(fields["content-length"] == "\(copy.count)" && fields["vary"] == "Accept-Encoding")
      #expect(fields["content-type"]?.hasSuffix("json") == true)
      #expect(fields["access-control-allow-origin"] == "*")
      #expect(try host.head(path).fields["content-encoding"] == nil)
    }
    let carried = "current/acme/lib.foo/1.0.1/docs/CHANGES.md"
    #expect(try host.head(carried, accepting).fields["content-encoding"] == nil)
    #expect(try host.head("index.json.gz").fields["content-type"] == "application/gzip")
    #expect(try Verification.of(.at(host.address)).problems == [])
  }

  @Test func redirectsAsTheClientWould() throws {
    let site = try BuiltSite.small()
    let folder = try site.written()
    let host = try NginxHost(folder.path, nginx: nginx)
    for (coordinate, location) in LookupTests.locations where !coordinate.hasSuffix("json") {
      let (status, fields) = try host.head(coordinate)
      if let location {
        #expect(status == 302, "\(coordinate)")
        #expect(fields["location"] == location)
      } else if coordinate != "current" {
        #expect(status == 404, "\(coordinate)")
      }
    }
    // A folder gets its slash, or what its index refers to would lead elsewhere.
    let (status, fields) = try host.head("packages/acme")
    #expect(status == 301)
    #expect(fields["location"] == "/packages/acme/")
  }

  @Test(arguments: [
    "nothing", "current/", "current/acme/", "schema/v1/none.schema.json", "../nginx.conf",
    "current/a/b/1.0.0/%0d%0aX:%20y", "current/a/b/1.0.0/..%2f..%2fx", "packages/acme/none.json",
  ])
  func whatIsNotThereIsNotFound(path: String) throws {
    let folder = try BuiltSite.small().written()
    let host = try NginxHost(folder.path, nginx: nginx)
    let status = try host.head(path).status
    #expect(status == 404 || status == 400)
  }
}
