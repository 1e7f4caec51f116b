internal import Arguments
internal import Glibc
internal import IndexModel
internal import Preview
internal import RegistryClient

/// `cairn serve`: a site on this machine, as a host would serve it.
enum Serve {
  private static let folder = Argument<String>(
    "dir", help: "The folder of a site.", completes: .folders)
  private static let port = Option<Port>(
    "port", short: "p", value: "number", default: Port(8000),
    help: "Where to listen on 127.0.0.1; 0 takes a free port.")

  static let command = Command<Tool>(
    "serve", summary: "Serve a site on this machine, to look at it.",
    discussion: """
      Serves the files with the types and headers that a host should give them, and redirects the coordinates of files \
      that stand elsewhere, as the adapters in hosting/ would. Only this machine can connect. A publish into the folder \
      is seen at once. Ctrl-C ends it.
      """,
    examples: [
      Example("Look at a site", "cairn build --output public && cairn serve public"),
      Example("Try a client on it", "cairn show acme/libfoo --site http://127.0.0.1:8000/"),
    ],
    parameters: [folder, port]
  ) { arguments, tool in
    try run(arguments, tool).rawValue
  }

  private static func run(_ arguments: ParsedArguments, _ tool: Tool) throws -> ExitCode {
    let root = arguments[folder]
    guard try SiteReader.folder(root).read(SiteLayout.index) != nil else {
      throw Failure(
        .inputMissing, SiteError.noSite(root).description,
        wayOut: "name the folder that cairn build wrote to, or make one: cairn build --output DIR")
    }
    let server = try PreviewServer(root: root, port: arguments[port].number) { path in
      // A publish puts another folder in the place of this one: it is opened anew for each request.
      guard let site = try? SiteReader.folder(root),
        let location = try? Redirections(site).location(of: path)
      else { return nil }
      return (302, location)
    }
    let address = "http://127.0.0.1:\(try start(server))/"
    tool.console.output(address + "\n")
    tool.note("serving \(root); Ctrl-C ends it")
    server.run(stoppingOn: [SIGINT, SIGTERM])
    return .good
  }

  private static func start(_ server: PreviewServer) throws -> UInt16 {
    do {
      return try server.start()
    } catch let error where error.code == EADDRINUSE {
      throw Failure(
        .network, error.description, wayOut: "name another port with --port; 0 takes a free one")
    }
  }
}

/// A port of TCP.
private struct Port: ArgumentValue {
  let number: UInt16

  init(_ number: UInt16) { self.number = number }

  init(argument: String) throws(InvalidValue) {
    guard let number = UInt16(argument) else {
      throw InvalidValue(expected: "a number from 0 to 65535")
    }
    self.number = number
  }

  var argument: String { String(number) }
}
