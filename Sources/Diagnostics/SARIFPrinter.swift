internal import IndexModel
internal import JSONText

/// Prints findings in SARIF 2.1.0, as one run, for code scanning and editors.
///
/// https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
public struct SARIFPrinter {
  /// What is to be said of a rule.
  public struct Rule {
    let summary: String
    let explanation: String
    let severity: Diagnostic.Severity

    public init(summary: String, explanation: String, severity: Diagnostic.Severity) {
      self.summary = summary
      self.explanation = explanation
      self.severity = severity
    }
  }

  private let sources: SourceTables
  private let version: String
  private let rule: (String) -> Rule?

  /// - Parameters:
  ///   - version: The version of the tool.
  ///   - rule: What is known of a rule by its id.
  public init(_ sources: SourceTables, version: String, rule: @escaping (String) -> Rule?) {
    self.sources = sources
    self.version = version
    self.rule = rule
  }

  /// The whole log. `properties` are said of the run as such.
  public func report(_ findings: [Diagnostic], properties: [(key: String, value: String)] = [])
    -> [UInt8]
  {
    let rules = Set(findings.map(\.rule)).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    let indexes = Dictionary(uniqueKeysWithValues: zip(rules, rules.indices))
    var fingerprints = Fingerprints()
    var writer = JSONWriter()
    writer.object { writer in
      writer.member("$schema", "https://json.schemastore.org/sarif-2.1.0.json")
      writer.member("version", "2.1.0")
      writer.key("runs")
      writer.array { writer in
        writer.object { writer in
          tool(rules, into: &writer)
          writer.member("columnKind", "utf16CodeUnits")
          sourceRoot(into: &writer)
          writer.key("results")
          writer.array { writer in
            for finding in findings {
              writer.object { writer in
                writer.member("ruleId", VisibleText.line(finding.rule))
                writer.member("ruleIndex", indexes[finding.rule] ?? -1)
                result(finding, into: &writer)
                let (digest, occurrence) = fingerprints.next(finding)
                writer.key("partialFingerprints")
                // The one key that GitHub reads; a digest, a colon and a number is the form it has.
                writer.object {
                  $0.member("primaryLocationLineHash", "\(digest.hex):\(occurrence)")
                }
              }
            }
          }
          guard !properties.isEmpty else { return }
          writer.key("properties")
          writer.object { for (key, value) in properties { $0.member(key, value) } }
        }
      }
    }
    return writer.finish()
  }
}

// MARK: - The tool

extension SARIFPrinter {
  private func tool(_ rules: [String], into writer: inout JSONWriter) {
    writer.key("tool")
    writer.object { writer in
      writer.key("driver")
      writer.object { writer in
        writer.member("name", "cairn")
        writer.member("version", version)
        writer.member("semanticVersion", version)
        writer.key("rules")
        writer.array { writer in
          for id in rules { writer.object { describe(id, into: &$0) } }
        }
      }
    }
  }

  private func describe(_ id: String, into writer: inout JSONWriter) {
    writer.member("id", VisibleText.line(id))
    guard let rule = rule(id) else { return }
    writer.key("shortDescription")
    writer.object { $0.member("text", Self.literal(rule.summary)) }
    writer.key("fullDescription")
    writer.object { $0.member("text", Self.literal(rule.explanation)) }
    writer.key("defaultConfiguration")
    writer.object { $0.member("level", rule.severity.rawValue) }
    writer.key("help")
    writer.object { $0.member("text", Self.literal(rule.explanation)) }
  }

  /// Paths are relative to the root of the repository, wherever that is checked out.
  private func sourceRoot(into writer: inout JSONWriter) {
    writer.key("originalUriBaseIds")
    writer.object { writer in
      writer.key("%SRCROOT%")
      writer.object { writer in
        writer.key("description")
        writer.object { $0.member("text", "The root of the registry's repository.") }
      }
    }
  }
}

// MARK: - Results

extension SARIFPrinter {
  private func result(_ finding: Diagnostic, into writer: inout JSONWriter) {
    writer.member("level", finding.severity.rawValue)
    writer.key("message")
    let help = finding.help.map { "\nhelp: \(VisibleText.line($0))" } ?? ""
    writer.object { $0.member("text", Self.literal(VisibleText.line(finding.message) + help)) }
    writer.key("locations")
    writer.array { writer in
      writer.object { place(finding.range, into: &$0) }
    }
    guard !finding.notes.isEmpty else { return }
    writer.key("relatedLocations")
    writer.array { writer in
      for (at, note) in finding.notes.enumerated() {
        writer.object { writer in
          writer.member("id", at + 1)
          place(note.range, into: &writer)
          writer.key("message")
          writer.object { $0.member("text", Self.literal(VisibleText.line(note.message))) }
        }
      }
    }
  }

  /// The place in head; of what stands in base alone, only the file.
  private func place(_ range: SourceRange, into writer: inout JSONWriter) {
    writer.key("physicalLocation")
    writer.object { writer in
      writer.key("artifactLocation")
      writer.object { writer in
        writer.member("uri", Self.reference(range.path))
        writer.member("uriBaseId", "%SRCROOT%")
      }
      guard let table = sources.tableInHead(of: range) else { return }
      let start = table.utf16Position(of: range.bytes.lowerBound)
      let end = table.utf16Position(of: range.bytes.upperBound)
      writer.key("region")
      writer.object { writer in
        writer.member("startLine", start.line)
        writer.member("startColumn", start.column)
        writer.member("endLine", end.line)
        writer.member("endColumn", end.column)
      }
    }
  }

  /// The path as a relative reference (RFC 3986).
  private static func reference(_ path: RepositoryPath) -> String {
    var text = ""
    for byte in path.bytes {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
        UInt8(ascii: "_"), UInt8(ascii: "~"), UInt8(ascii: "/"):
        text.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        let digits = String(byte, radix: 16, uppercase: true)
        text += digits.utf8.count == 1 ? "%0\(digits)" : "%\(digits)"
      }
    }
    return text
  }

  /// A text that no reader takes for one with placeholders (section 3.11.5) or links (3.11.6).
  ///
  /// Not all readers undo escapes, so brackets stay as they are where they cannot make a link.
  private static func literal(_ text: String) -> String {
    let hasLink = zip(text.utf8, text.utf8.dropFirst()).contains {
      $0 == UInt8(ascii: "]") && $1 == UInt8(ascii: "(")
    }
    var literal = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "{", "}": literal += [scalar, scalar]
      case "[", "]": literal += hasLink ? ["\\", scalar] : [scalar]
      default: literal.append(scalar)
      }
    }
    return String(literal)
  }
}
