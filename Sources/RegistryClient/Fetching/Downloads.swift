import Dispatch
import IndexModel
import Synchronization

/// Answers requests from a web host: a few runs of curl side by side, each for many files.
struct Downloads: Sendable {
  private let address: SiteAddress
  private let patience: Int

  /// As many as browsers open to one host.
  private static let connections = 6
  /// Fewer files than this are not worth a connection.
  private static let leastRun = 8

  init(_ address: SiteAddress, patience: Int) {
    self.address = address
    self.patience = patience
  }

  func answers(to requests: [SiteReader.Request]) throws(SiteError) -> [SiteReader.Answer] {
    let runs = Self.runs(of: requests)
    let results = Mutex<[Int: Result<[SiteReader.Answer], SiteError>]>([:])
    DispatchQueue.concurrentPerform(iterations: runs.count) { index in
      let result = Result { () throws(SiteError) in try answers(to: runs[index]) }
      results.withLock { $0[index] = result }
    }
    var all: [SiteReader.Answer] = []
    for index in runs.indices { all += try results.withLock { $0[index] }?.get() ?? [] }
    return all
  }

  private static func runs(of requests: [SiteReader.Request]) -> [ArraySlice<SiteReader.Request>] {
    let length = max(leastRun, (requests.count + connections - 1) / connections)
    return stride(from: 0, to: requests.count, by: length).map {
      requests[$0..<min($0 + length, requests.count)]
    }
  }

  /// Answers one after the other. curl stops at what fails; that is tried once more.
  private func answers(
    to requests: ArraySlice<SiteReader.Request>
  ) throws(SiteError) -> [SiteReader.Answer] {
    var answers: [SiteReader.Answer] = []
    var isRetry = false
    while answers.count < requests.count {
      let rest = requests.dropFirst(answers.count)
      let (transfers, errors) = try Curl(address: address, patience: patience).fetch(rest)
      let good = transfers.lazy.map(Self.answer).prefix { $0 != nil }.compactMap(\.self)
      answers += good
      if good.isEmpty, isRetry {
        let detail = Self.detail(transfers.first, errors)
        throw .network(address.url(of: rest[rest.startIndex].path), detail: detail)
      }
      isRetry = true
    }
    return answers
  }

  /// What a transfer says of a path; nil where it failed.
  private static func answer(_ transfer: Curl.Transfer) -> SiteReader.Answer? {
    switch (transfer.failure, transfer.status) {
    case (Curl.Transfer.tooLarge, _): .tooLarge
    case (0, 200): transfer.body.map { .bytes($0) } ?? .tooLarge
    // Object stores say 403 of what is not there.
    case (0, 403), (0, 404), (0, 410): .absent
    default: nil
    }
  }

  /// What curl said, on one line and without its own name and number.
  private static func detail(_ failed: Curl.Transfer?, _ errors: String) -> String {
    if let failed, failed.failure == 0, failed.status > 0 {
      return "the host answered \(failed.status)"
    }
    let lines = errors.utf8.split { $0 == UInt8(ascii: "\n") }
    guard let line = lines.first else { return "there was no answer in time" }
    // `curl: (6) Could not resolve host: …`
    let text = String(decoding: line, as: UTF8.self)
    let parts = text.split(separator: ") ", maxSplits: 1)
    return text.hasPrefix("curl: (") && parts.count == 2 ? String(parts[1]) : text
  }
}
