import TestSupport

extension GitFixture {
  /// A registry of one package, `acme/libfoo` of lucy, in a commit.
  static func registry(releases: String = "") throws -> GitFixture {
    let git = try GitFixture()
    func resource(_ kind: String, _ metadata: String, _ spec: String) -> String {
      #"{"apiVersion": "cairn/v1", "kind": "\#(kind)", "metadata": \#(metadata), "spec": \#(spec)}"#
    }
    _ = try git.commit([
      "index/registry.json": resource(
        "Registry", #"{"name": "example"}"#, #"{"title": "Example"}"#),
      "index/CODEOWNERS": "/index/ @roles\n/packages/ @roles\n",
      "index/identities/lucy.json": resource("Identity", #"{"name": "lucy"}"#, "{}"),
      "index/projects/acme.json": resource("Project", #"{"name": "acme"}"#, "{}"),
      "packages/acme/libfoo.json": resource(
        "VersionIndex", #"{"project": "acme", "name": "libfoo"}"#,
        #"{"roles": {"owner": ["lucy"]}, "releases": [\#(releases)]}"#),
    ])
    return git
  }
}
