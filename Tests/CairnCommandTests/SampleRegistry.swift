import TestSupport

/// A registry in a real repository, small and without findings.
enum SampleRegistry {
  static let files: [String: String] = [
    "index/registry.json": """
    {
      "apiVersion": "cairn/v1",
      "kind": "Registry",
      "metadata": {
        "name": "example"
      },
      "spec": {
        "title": "Example",
        "baseURL": "https://registry.example.org/"
      }
    }

    """,
    "index/CODEOWNERS": "/index/ @ada\n/packages/ @roles\n",
    "index/identities/ada.json": """
    {
      "apiVersion": "cairn/v1",
      "kind": "Identity",
      "metadata": {
        "name": "ada"
      },
      "spec": {}
    }

    """,
    "index/projects/acme.json": """
    {
      "apiVersion": "cairn/v1",
      "kind": "Project",
      "metadata": {
        "name": "acme"
      },
      "spec": {
        "main": "libfoo",
        "roles": {
          "admin": [
            "ada"
          ]
        }
      }
    }

    """,
    "packages/acme/libfoo.json": package(releases: [release("1.0.0"), release("1.1.0")]),
  ]

  static func package(releases: [String]) -> String {
    """
    {
      "apiVersion": "cairn/v1",
      "kind": "VersionIndex",
      "metadata": {
        "project": "acme",
        "name": "libfoo",
        "description": "Parses foo."
      },
      "spec": {
        "roles": {
          "owner": [
            "ada"
          ]
        },
        "license": "Apache-2.0",
        "releases": [
    \(releases.joined(separator: ",\n"))
        ]
      }
    }

    """
  }

  static func release(_ version: String, digit: Character? = nil) -> String {
    // Two versions have two digests, unless a test asks for one.
    let sum = version.utf8.reduce(0) { $0 + Int($1) }
    let digits = String(repeating: digit ?? Character(String(sum % 16, radix: 16)), count: 64)
    return """
            {
              "version": "\(version)",
              "stage": "current",
              "published": "2025-12-01T12:00:00Z",
              "files": [
                {
                  "name": "libfoo.tgz",
                  "role": "archive",
                  "url": "https://files.example.org/libfoo-\(version).tgz",
                  "sha256": "\(digits)"
                }
              ]
            }
      """
  }

  /// Commits the registry, with changes: nil takes a file away.
  static func fixture(_ changes: [String: String?] = [:]) throws -> GitFixture {
    let fixture = try GitFixture()
    var files = files
    for (path, text) in changes { files[path] = text }
    _ = try fixture.commit(files)
    return fixture
  }
}
