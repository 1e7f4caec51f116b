/// Sources of small registries, as text.
enum Fixture {
  static let registry = resource("Registry", #""name": "example""#, #""title": "Example""#)

  static func project(_ name: String, main: String? = nil) -> String {
    resource("Project", #""name": "\#(name)""#, main.map { #""main": "\#($0)""# } ?? "")
  }

  static func package(
    _ project: String, _ name: String, _ versions: [String], needing target: String? = nil
  ) -> String {
    let dependencies = target.map { #", "dependencies": {"\#($0)": "*"}"# } ?? ""
    let releases = versions.map { #"{"version": "\#($0)", "stage": "current"\#(dependencies)}"# }
    return resource(
      "VersionIndex", #""project": "\#(project)", "name": "\#(name)""#,
      #""releases": [\#(releases.joined(separator: ","))]"#)
  }

  static func resource(_ kind: String, _ metadata: String, _ spec: String) -> String {
    #"{"apiVersion": "cairn/v1", "kind": "\#(kind)", "metadata": {\#(metadata)}, "spec": {\#(spec)}}"#
  }
}
