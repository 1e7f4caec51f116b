import Diagnostics
import HubImport
import IndexModel
import JSONText
import Testing

/// Asserts that each value of each file of a hub stands somewhere in the registry, or in a finding.
///
/// It knows nothing of how the files are mapped: it only collects values. A version may have lost
/// its `v` to the release, for its tag kept it.
func expectNothingLost(
  of hub: Import, sourceLocation: SourceLocation = #_sourceLocation
) throws {
  var kept: Set<JSONValue> = []
  for bytes in hub.result.files.values {
    guard let document = JSONDocument.read(bytes).document else { continue }
    collect(document.root, of: document, into: &kept)
  }
  let messages = hub.result.findings.map(\.message)
  for change in try TreeChange.between(nil, hub.source.snapshot) {
    guard let entry = change.new, change.path.description.hasSuffix(".json") else { continue }
    let document = try #require(JSONDocument.read(try hub.source.snapshot.read(entry.id)).document)
    var values: Set<JSONValue> = []
    collect(document.root, of: document, into: &values)
    for value in values where !kept.contains(value) {
      let text = String(decoding: value.document(style: .compact), as: UTF8.self)
      #expect(
        messages.contains { $0.contains(text) }, "\(change.path): \(text) is lost",
        sourceLocation: sourceLocation)
    }
  }
}

/// Collects the values that hold no others, and the keys of objects, for a field may say by its
/// name what the hub says by a value: `sha256`.
private func collect(
  _ node: JSONDocument.Node, of document: JSONDocument, into values: inout Set<JSONValue>
) {
  for (key, value) in document.members(of: node) {
    if let key = document.string(key), key == "sha256" { values.insert(.string(key)) }
    collect(value, of: document, into: &values)
  }
  for element in document.elements(of: node) { collect(element, of: document, into: &values) }
  if document.count(of: node) == 0, let value = JSONValue(node, of: document) {
    values.insert(value)
  }
}
