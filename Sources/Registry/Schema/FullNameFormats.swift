internal import IndexModel

/// What identities and version indexes are called in any registry.
extension Format {
  /// `<handle>:<fingerprint of the first key>`.
  package static let identityFullName = Format(
    "identity-full-name", rule: .name, expectation: "the full name of an identity",
    pattern: "^[A-Za-z0-9][A-Za-z0-9._-]*:([0-9a-f]{40}|[0-9a-f]{64})$", maximumBytes: 124
  ) { text, versions in
    do throws(FullName.Problem) {
      _ = try FullName(String(text), versions: versions)
      return nil
    } catch {
      return error.message
    }
  }

  /// `<handle>:<fingerprint of the first key>:<package>`.
  package static let versionIndexFullName = Format(
    "version-index-full-name", rule: .name, expectation: "the full name of a version index",
    pattern: "^[A-Za-z0-9][A-Za-z0-9._-]*:([0-9a-f]{40}|[0-9a-f]{64}):[A-Za-z0-9][A-Za-z0-9._-]*$",
    maximumBytes: 184
  ) { text, versions in
    do throws(FullName.Problem) {
      _ = try VersionIndexFullName(String(text), versions: versions)
      return nil
    } catch {
      return error.message
    }
  }

  /// `<project>/<package>`, or the full name of a version index.
  package static let versionIndexReference = Format(
    "version-index-reference", rule: .name,
    expectation: "a package as <project>/<package>, or the full name of a version index",
    pattern: """
      ^[A-Za-z0-9][A-Za-z0-9._-]*(/|:([0-9a-f]{40}|[0-9a-f]{64}):)[A-Za-z0-9][A-Za-z0-9._-]*$
      """,
    maximumBytes: 184
  ) { text, versions in
    do throws(VersionIndexReference.Problem) {
      _ = try VersionIndexReference(String(text), versions: versions)
      return nil
    } catch {
      return error.message
    }
  }
}
