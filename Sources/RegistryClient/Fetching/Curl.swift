import Glibc
import IndexModel
import Programs

/// One run of `curl` that fetches files one after the other over one connection.
///
/// Everything it is told comes by its standard input, so that nothing a stranger wrote is ever an argument. Between
/// the files it writes a line that no host can know.
struct Curl {
  /// What came of one file.
  struct Transfer {
    /// The status of the response; 0 if there was none.
    let status: Int
    /// Why it failed, in curl's numbers; 0 if it did not.
    let failure: Int
    /// The body; nil if it was longer than asked for.
    let body: [UInt8]?

    /// curl's number for a file that is larger than `max-filesize`.
    static let tooLarge = 63
  }

  let address: SiteAddress
  /// How many seconds a file may take.
  let patience: Int

  /// Runs curl for some files.
  ///
  /// - Returns: The transfers in the order of the requests, up to the first that failed, and what curl said.
  func fetch(
    _ requests: ArraySlice<SiteReader.Request>
  ) throws(SiteError) -> (transfers: [Transfer], errors: String) {
    var mark = "cairn"
    for _ in 0..<2 { mark += String(UInt64.random(in: .min ... .max), radix: 36) }
    var reading = TransferReading(mark: mark, limits: requests.map(\.limit))
    let program = ExternalProgram(
      name: "curl", arguments: ["-q", "--config", "-"], environment: Self.environment,
      silence: .seconds(60), patience: .seconds(900))
    let input = configuration(requests, mark: mark)
    do {
      let ending = try program.run(input: Array(input.utf8)) { reading.take($0) }
      return (reading.transfers, ending.errors)
    } catch {
      throw .noHelper(error.name, errno: error.errno)
    }
  }

  private func configuration(_ requests: ArraySlice<SiteReader.Request>, mark: String) -> String {
    // Redirects are followed, but never to where anybody could read or write what is sent.
    var lines = """
      silent
      show-error
      globoff
      fail-early
      location
      max-redirs = 5
      proto = "\(address.isLoopback ? "=http,https" : "=https")"
      proto-redir = "=https"
      connect-timeout = \(min(20, patience))
      max-time = \(patience)
      speed-limit = 1
      speed-time = 30
      max-filesize = \(requests.map(\.limit).max() ?? 0)
      user-agent = "cairn"
      write-out = "\\n\(mark) %{http_code} %{exitcode}\\n"

      """
    // A proxy has no business with what never leaves the machine.
    if address.isLoopback { lines += "noproxy = \"*\"\n" }
    for request in requests { lines += "url = \"\(address.url(of: request.path))\"\n" }
    return lines
  }

  /// What tells curl of proxies and of certificates, and nothing else.
  private static let variables = [
    "PATH", "http_proxy", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY", "no_proxy",
    "NO_PROXY", "CURL_CA_BUNDLE", "SSL_CERT_FILE", "SSL_CERT_DIR",
  ]

  private static var environment: [String] {
    variables.compactMap { name in
      guard let value = unsafe getenv(name) else { return nil }
      return unsafe "\(name)=\(String(cString: value))"
    } + ["LC_ALL=C"]
  }
}

/// Parts what curl writes into the files, at the lines between them.
struct TransferReading {
  private(set) var transfers: [Curl.Transfer] = []
  private let mark: [UInt8]
  private let limits: [Int]
  private var body: [UInt8] = []
  /// How much of the body has been searched.
  private var searched = 0
  private var isTooLarge = false

  init(mark: String, limits: [Int]) {
    self.mark = Array("\n\(mark) ".utf8)
    self.limits = limits
  }

  mutating func take(_ bytes: ArraySlice<UInt8>) {
    body += bytes
    while transfers.count < limits.count, let (end, next) = line() {
      finish(body[end..<next], bodyEnd: end)
      body.removeFirst(next)
      searched = 0
      isTooLarge = false
    }
    // Of a file that is too large only as much is kept as the line may begin in.
    if transfers.count == limits.count {
      body = []
    } else if body.count > limits[transfers.count] + mark.count + Self.longestLine {
      isTooLarge = true
      body.removeFirst(body.count - mark.count - Self.longestLine)
      searched = 0
    }
  }

  /// More than the two numbers behind a mark need.
  private static let longestLine = 64

  /// Where the next line begins, and where it ends.
  private mutating func line() -> (start: Int, end: Int)? {
    var at = searched
    while let newline = body[at...].firstIndex(of: UInt8(ascii: "\n")) {
      guard newline + mark.count <= body.count else { break }
      if body[newline..<newline + mark.count].elementsEqual(mark) {
        searched = newline
        guard let end = body[(newline + 1)...].firstIndex(of: UInt8(ascii: "\n")) else {
          return nil
        }
        return (newline, end + 1)
      }
      at = newline + 1
    }
    searched = max(at, body.count - mark.count)
    return nil
  }

  private mutating func finish(_ line: ArraySlice<UInt8>, bodyEnd: Int) {
    let words = line.split { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\n") }
    let numbers = words.dropFirst().map { Int(String(decoding: $0, as: UTF8.self)) ?? 0 }
    // A curl before 7.75 does not say the second.
    let (status, failure) = (numbers.first ?? 0, numbers.dropFirst().first ?? 0)
    let fits = !isTooLarge && bodyEnd <= limits[transfers.count]
    transfers.append(
      Curl.Transfer(status: status, failure: failure, body: fits ? Array(body[..<bodyEnd]) : nil))
  }
}
