internal import Diagnostics
internal import IndexModel
internal import JSONText
internal import Rules

/// The waivers that counted in a check, for its answer.
struct WaiverLines {
  private let waivers: [WaiverUse]
  private let sources: SourceTables

  init(_ waivers: [WaiverUse], in sources: SourceTables) {
    self.waivers = waivers
    self.sources = sources
  }

  /// How many there are and a line for each; nothing if there are none.
  var text: String {
    guard !waivers.isEmpty else { return "" }
    let expired = waivers.count(where: \.isExpired)
    let idle = waivers.count { !$0.isExpired && $0.findings == 0 }
    var counts = ["\(waivers.count - expired) in force"]
    if idle > 0 { counts.append("\(idle) \(idle == 1 ? "accepts" : "accept") nothing") }
    if expired > 0 { counts.append("\(expired) expired") }
    return "waivers: \(counts.joined(separator: ", "))\n" + waivers.map(line).joined()
  }

  private func line(_ waiver: WaiverUse) -> String {
    let start = position(waiver)
    let path = VisibleText.path(waiver.range.path)
    let end = waiver.expires.map { " until \($0.text)" } ?? ""
    let effect =
      waiver.isExpired
      ? "expired" : waiver.findings == 0 ? "accepts nothing" : counted(waiver.findings, "finding")
    let words = "\(waiver.rule) of \(waiver.subject), by \(waiver.grantedBy)\(end): \(effect)"
    return "  \(path):\(start.line):\(start.column): \(VisibleText.line(words))\n"
  }

  /// Writes the member `waivers` of an answer.
  func write(to writer: inout JSONWriter) {
    writer.key("waivers")
    writer.array { writer in
      for waiver in waivers {
        writer.object { writer in
          let start = position(waiver)
          writer.member("rule", waiver.rule)
          writer.member("subject", waiver.subject)
          writer.member("reason", waiver.reason)
          writer.member("grantedBy", waiver.grantedBy)
          if let expires = waiver.expires { writer.member("expires", expires.text) }
          writer.member("expired", waiver.isExpired)
          writer.member("findings", waiver.findings)
          writer.member("path", waiver.range.path.description)
          writer.member("line", start.line)
          writer.member("column", start.column)
        }
      }
    }
  }

  private func position(_ waiver: WaiverUse) -> (line: Int, column: Int) {
    let table = sources.table(of: waiver.range) ?? LineTable([])
    let start = table.position(of: waiver.range.bytes.lowerBound)
    return (start.line, start.column)
  }
}

extension WaiverUse {
  /// Whether a check of a change has something to say of it. One that accepts nothing of the change may yet accept
  /// something of the state.
  var concernsAChange: Bool { findings > 0 || isExpired }
}
