internal import Cryptography
package import IndexModel

/// The formats of the registry's texts, one after the other.
extension Format {
  /// One line of text for people: any characters that the reader accepts but line breaks and tabs.
  package static func text(atMost bytes: Int) -> Format {
    Format(
      "text", rule: .schema, expectation: "a text of at most \(bytes) bytes", maximumBytes: bytes)
  }

  /// Text for people, of any number of lines: any characters that the reader accepts.
  package static func prose(atMost bytes: Int) -> Format {
    Format(
      "prose", rule: .schema, expectation: "a text of at most \(bytes) bytes", maximumBytes: bytes,
      isProse: true)
  }

  package static func name(_ use: Name.Use) -> Format {
    Format(
      "name", rule: .name, expectation: "a name",
      pattern: "^[A-Za-z0-9]([A-Za-z0-9._-]{0,57}[A-Za-z0-9])?$", maximumBytes: 59
    ) { text, versions in
      do throws(Name.Problem) {
        try Name.check(text, for: use, versions: versions)
        return nil
      } catch {
        return error.message
      }
    }
  }

  package static let handle = name(.identity)

  /// A forge: the part before the colon of `github:4`.
  package static let forge = Format(
    "forge", rule: .schema, expectation: "a forge such as github",
    pattern: "^[a-z][a-z0-9.-]{0,39}$", maximumBytes: 40
  ) { text, _ in
    Account.isForge(String(text))
      ? nil : "expected lower-case letters, digits, `.` and `-`, beginning with a letter"
  }

  /// The name of an account on a forge.
  package static let login = Format(
    "login", rule: .schema, expectation: "the login of an account", maximumBytes: 100
  ) { text, _ in
    Account.isLogin(String(text))
      ? nil : "expected letters, digits, `.`, `_` and `-`, with `[bot]` behind them for a robot"
  }

  /// Who may hold a role below admin: a handle, or a team as `<project>/<team>`.
  package static let member = Format(
    "member", rule: .name, expectation: "a handle, or a team as <project>/<team>",
    pattern: "^[A-Za-z0-9][A-Za-z0-9._-]*(/[A-Za-z0-9][A-Za-z0-9._-]*)?$", maximumBytes: 119
  ) { text, versions in
    do throws(Name.Problem) {
      guard let slash = text.firstIndex(of: UInt8(ascii: "/")) else {
        try Name.check(text, for: .identity, versions: versions)
        return nil
      }
      try Name.check(text.extracting(..<slash), for: .project, versions: versions)
      try Name.check(text.extracting((slash + 1)...), for: .team, versions: versions)
      return nil
    } catch {
      return error.message
    }
  }

  /// What takes the place of something: a version of the same package, or
  /// `<project>/<package>[@version]`.
  package static let replacement = Format(
    "replacement", rule: .replacedBy,
    expectation: "a version of this package, or <project>/<package>[@version]", maximumBytes: 256
  ) { text, versions in
    switch Replacement(String(text), versions: versions) {
    case .some: nil
    case nil: "it is neither a version nor <project>/<package>[@version]"
    }
  }

  /// What a dependency is declared on: an alias of the index, or `<project>/<package>`.
  package static let dependencyTarget = Format(
    "dependency", rule: .name, expectation: "an alias, or <project>/<package>",
    pattern: "^[A-Za-z0-9][A-Za-z0-9._-]*(/[A-Za-z0-9][A-Za-z0-9._-]*)?$", maximumBytes: 119
  ) { text, versions in
    if text.firstIndex(of: UInt8(ascii: "/")) != nil { return packageProblem(text, versions) }
    do throws(Name.Problem) {
      try Name.check(text, for: .package, versions: versions)
      return nil
    } catch {
      return error.message
    }
  }

  /// A range of versions. Its grammar is no matter of integrity: the rule `dependency-range` checks it.
  package static let range = Format(
    "range", rule: .schema, expectation: "a range of versions", maximumBytes: VersionRange.limit)

  package static let version = Format(
    "version", rule: .version, expectation: "a version", maximumBytes: 128
  ) { text, versions in
    do throws(Version.Problem) {
      try Version.check(text, scheme: versions)
      return nil
    } catch {
      return error.message
    }
  } advice: { text in
    guard text.utf8.first.map({ $0 | 0x20 }) == UInt8(ascii: "v") else { return nil }
    return "write \"\(text.dropFirst())\": a leading v belongs to the tag, in \"source\""
  }

  package static let sha256 = Format(
    "sha256", rule: .digest, expectation: "64 lower-case hexadecimal digits",
    pattern: "^[0-9a-f]{64}$"
  ) { text, _ in
    (try? SHA256Digest(hex: text)) == nil ? "expected 64 lower-case hexadecimal digits" : nil
  }

  package static let commit = Format(
    "commit", rule: .digest, expectation: "the 40 lower-case hexadecimal digits of a commit",
    pattern: "^[0-9a-f]{40}$"
  ) { text, _ in
    ObjectID(hex: text) == nil ? "expected 40 lower-case hexadecimal digits" : nil
  }

  package static let cid = Format(
    "cid", rule: .cid, expectation: "a content identifier (CID)", maximumBytes: 256
  ) { text, _ in
    do throws(ContentID.Problem) {
      _ = try ContentID(String(text))
      return nil
    } catch {
      return error.message
    }
  }

  package static let url = Format(
    "url", rule: .url, expectation: "an https URL", pattern: "^https://", standardName: "uri",
    maximumBytes: 2048
  ) { text, _ in
    do throws(WebAddress.Problem) {
      try WebAddress.check(text)
      return nil
    } catch {
      return error.message
    }
  }

  package static let time = Format(
    "time", rule: .time, expectation: "a time such as 2026-05-01T12:00:00Z",
    pattern: "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$", standardName: "date-time"
  ) { text, _ in
    do throws(Timestamp.Problem) {
      _ = try Timestamp(text)
      return nil
    } catch {
      return error.message
    }
  }

  package static let license = Format(
    "license", rule: .license, expectation: "an SPDX licence expression", maximumBytes: 512
  ) { text, _ in
    do throws(LicenseExpression.Problem) {
      _ = try LicenseExpression(String(text))
      return nil
    } catch {
      return error.message
    }
  }

  /// The name of a file of a release: a safe relative path.
  package static let fileName = Format(
    "file-name", rule: .fileName, expectation: "a safe relative path", maximumBytes: 200
  ) { text, _ in
    do throws(FileName.Problem) {
      try FileName.check(text)
      return nil
    } catch {
      return error.message
    }
  }

  package static let mediaType = Format(
    "media-type", rule: .schema, expectation: "a media type such as application/gzip",
    pattern: "^[a-z0-9][a-z0-9.+-]*/[a-z0-9][a-z0-9.+-]*$", maximumBytes: 127
  ) { text, _ in
    let problem = "expected a media type such as application/gzip"
    guard let slash = text.firstIndex(of: UInt8(ascii: "/")), slash > 0, slash + 1 < text.count
    else { return problem }
    let isFine =
      text.extracting(..<slash).allSatisfy(\.isOfMediaType)
      && text.extracting((slash + 1)...).allSatisfy(\.isOfMediaType)
    return isFine ? nil : problem
  }

  /// A key of labels or annotations, such as `ndc-hub/tags`.
  package static let annotationKey = Format(
    "annotation-key", rule: .schema, expectation: "a key of letters, digits, `.`, `_`, `-` and `/`",
    pattern: "^[A-Za-z0-9][A-Za-z0-9._/-]*$", maximumBytes: 128
  ) { text, _ in
    let isFine =
      !text.isEmpty && text[0].isAlphanumeric && text.allSatisfy(\.isOfAnnotationKey)
    return isFine
      ? nil : "expected letters, digits, `.`, `_`, `-` and `/`, beginning with a letter or digit"
  }

  package static let keyword = Format(
    "keyword", rule: .schema,
    expectation: "a keyword of at most 64 bytes without spaces at its ends",
    maximumBytes: 64
  ) { text, _ in
    let isFine =
      !text.isEmpty && text[0] != UInt8(ascii: " ") && text[text.count - 1] != UInt8(ascii: " ")
    return isFine ? nil : "expected a keyword without spaces at its ends"
  }

  /// An advisory's id becomes a file name.
  package static let advisoryID = Format(
    "advisory-id", rule: .advisory, expectation: "an id such as EX-2026-0001",
    pattern: "^[A-Za-z0-9][A-Za-z0-9._-]*$", maximumBytes: 59
  ) { text, versions in
    do throws(Name.Problem) {
      try Name.check(text, for: .any, versions: versions)
      return nil
    } catch {
      return error.message
    }
  }

  /// A template of artifact URLs with `{project}`, `{package}`, `{version}` and `{file}`.
  package static let artifactTemplate = Format(
    "artifact-template", rule: .url,
    expectation: "an https URL with {project}, {package}, {version}, {file}",
    pattern: "^https://", maximumBytes: 2048
  ) { text, _ in ArtifactTemplate(String(text)) == nil ? ArtifactTemplate.expectation : nil }

  private static func packageProblem(_ text: Span<UInt8>, _ versions: VersionScheme) -> String? {
    guard let slash = text.firstIndex(of: UInt8(ascii: "/")) else {
      return "expected <project>/<package>"
    }
    do throws(Name.Problem) {
      try Name.check(text.extracting(..<slash), for: .project, versions: versions)
      try Name.check(text.extracting((slash + 1)...), for: .package, versions: versions)
      return nil
    } catch {
      return error.message
    }
  }
}

extension UInt8 {
  fileprivate var isOfMediaType: Bool {
    switch self {
    case UInt8(ascii: "."), UInt8(ascii: "+"), UInt8(ascii: "-"): true
    default: isAlphanumeric && !isUpper
    }
  }

  fileprivate var isOfAnnotationKey: Bool {
    switch self {
    case UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "/"), UInt8(ascii: "-"): true
    default: isAlphanumeric
    }
  }
}

extension String {
  /// The texts before and after the first `separator`; nil where there is none.
  package func splitOnce(at separator: Unicode.Scalar) -> (String, String)? {
    guard let at = utf8.firstIndex(of: UInt8(ascii: separator)) else { return nil }
    return (String(self[..<at]), String(self[utf8.index(after: at)...]))
  }
}
