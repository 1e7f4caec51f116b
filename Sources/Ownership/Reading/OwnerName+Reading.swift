internal import IndexModel

extension OwnerName {
  /// Reads an owner from where it stands in a file.
  init(_ bytes: ArraySlice<UInt8>) throws(OwnerProblem) {
    guard bytes.first == UInt8(ascii: "@") else {
      throw .noOwner(String(decoding: bytes, as: UTF8.self), at: bytes.indices)
    }
    let parts = bytes.dropFirst()
      .split(separator: UInt8(ascii: "/"), maxSplits: 1, omittingEmptySubsequences: false)
    if parts.count == 2 {
      self = .team(
        project: try Self.name(parts[0], .project, "project"),
        team: try Self.name(parts[1], .team, "team"))
    } else if parts[0].elementsEqual("roles".utf8) {
      self = .roles
    } else {
      self = .handle(try Self.name(parts[0], .identity, "handle"))
    }
  }

  private static func name(
    _ bytes: ArraySlice<UInt8>, _ use: Name.Use, _ noun: String
  ) throws(OwnerProblem) -> String {
    let text = String(decoding: bytes, as: UTF8.self)
    // With its `@`, so that an empty name has a place, too.
    let range = (bytes.startIndex - 1)..<bytes.endIndex
    if use == .identity, text.equalsIgnoringCase("roles") { throw .spelledRoles(text, at: range) }
    do throws(Name.Problem) {
      return try Name(text, for: use).text
    } catch {
      throw .badName(error.message, of: noun, at: range)
    }
  }
}
