import Diagnostics
import IndexModel
import Registry
import TestSupport

/// A file with markers, read at its path.
struct ReadFile {
  let reading: Reading
  let marked: MarkedText

  init(_ text: String, at path: RepositoryPath, _ context: Context = Context()) throws {
    marked = MarkedText(text)
    let place = SourcePlace(path, layout: context.layout)
    guard let kind = Kind(at: place) else { throw NoKind(path: path) }
    let bytes = Array(marked.text.utf8)
    reading = Unit.read(
      bytes, at: path, place: place, kind: kind, blob: ObjectID(content: bytes), context: context)
  }

  struct NoKind: Error {
    let path: RepositoryPath
  }

  var unit: Unit? {
    if case .unit(let unit) = reading { unit } else { nil }
  }

  /// What reading found, but for the form.
  var findings: [Diagnostic] {
    let all =
      switch reading {
      case .unit(let unit): unit.findings
      case .refused(let findings): findings
      }
    return all.filter { $0.rule != Rule.canonicalForm.id }.sorted()
  }

  /// The findings as `<rule> <marker>`, or with an offset where there is no marker.
  var found: [String] {
    findings.map { finding in
      let offset = finding.range.bytes.lowerBound
      let marker = marked.places.first { $0.value == offset }
      return "\(finding.rule) \(marker.map { String($0.key) } ?? String(offset))"
    }
  }
}

/// A resource of a kind, with the members of its metadata and its spec.
func resource(_ kind: String, _ metadata: String, _ spec: String) -> String {
  """
  {"apiVersion": "cairn/v1", "kind": "\(kind)", "metadata": {\(metadata)}, "spec": {\(spec)}}
  """
}

/// The version index of acme/libfoo.
func package(_ spec: String = "", releases: String = "") -> String {
  resource(
    "VersionIndex", #""project": "acme", "name": "libfoo""#,
    (spec.isEmpty ? "" : spec + ", ") + #""releases": [\#(releases)]"#)
}

/// The version index of acme/libfoo with one release, and in it this member.
func package(release member: String) -> String {
  package(releases: #"{"version": "1.0.0", "stage": "current", \#(member)}"#)
}

let libfoo: RepositoryPath = "packages/acme/libfoo.json"
