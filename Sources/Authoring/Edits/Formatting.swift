public import Diagnostics
public import IndexModel
internal import JSONText
public import Registry

/// What formatting makes of one file.
public enum Formatting: Sendable {
  /// The file is in canonical form.
  case canonical
  /// The file in canonical form: the same data in the same meaning, only laid out anew.
  case changed(Draft)
  /// The bytes are no strict JSON, so nobody can say what they mean. The findings say where.
  case unreadable([Diagnostic])
  /// The file is none that has a canonical form: CODEOWNERS, a file that a release carries,
  /// anything else.
  case foreign

  /// Formats a file of a registry.
  ///
  /// Only what the reader takes without any problem is written anew: of two equal keys one would be
  /// lost to some clients, half a surrogate pair would become another character. Keys that no
  /// schema knows stay where canonical form has them, behind the known ones.
  public static func of(
    _ bytes: [UInt8], at path: RepositoryPath, _ context: Context
  ) -> Formatting {
    guard let kind = Kind(at: SourcePlace(path, layout: context.layout)) else { return .foreign }
    let limits = JSONLimits(depth: 32, bytes: context.policy.fileBytes)
    let reading = JSONDocument.read(bytes, limits: limits)
    guard reading.problems.isEmpty, let document = reading.document else {
      return .unreadable(reading.problems.map { Diagnostic($0, path: path) })
    }
    let canonical = CanonicalForm.bytes(
      of: document, as: kind, versions: context.policy.versioning)
    guard canonical != bytes else { return .canonical }
    return .changed(Draft(path: path, before: bytes, after: canonical))
  }
}
