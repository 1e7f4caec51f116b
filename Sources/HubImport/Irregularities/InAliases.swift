internal import Diagnostics
internal import JSONText
internal import Registry

/// What an alias says of itself that its package does not say.
extension Irregularities {
  mutating func findAliasDifferences(
    _ file: HubFile, _ alias: String, of package: PackageDraft
  ) {
    guard let target = package.connector.metadata else { return }
    let differing = LeafValues.differences(file.document, target.document)
    guard !differing.isEmpty else { return }
    findings.append(
      file.finding(
        .importAliasDiffers, .note, at: file.nearest(differing[0]),
        "\(alias) differs from \(package.id) in \(differing.joined(separator: ", ")): "
          + "its metadata are kept in an annotation"))
  }
}
