internal import IndexModel
internal import JSONText
internal import Registry

/// The files that a registry needs beside its packages, where they are not there yet.
struct NewRegistry {
  let options: HubImport.Options

  /// `index/registry.json` and `index/CODEOWNERS`: only together, and only where there is no
  /// registry.
  var foundation: [RepositoryPath: [UInt8]] {
    [
      SourcePlace.registryPath: CanonicalForm.bytes(of: registry, at: SourcePlace.registryPath),
      SourcePlace.codeOwnersPath: Array(codeOwners.utf8),
    ]
  }

  /// Keeps out of commits what a build into `public` writes.
  static let ignoreFile: (path: RepositoryPath, bytes: [UInt8]) = (
    ".gitignore",
    Array(
      """
      # What `cairn build --output public` writes: the site, and its state beside it.
      /public/
      /.public.cairn/

      """.utf8)
  )

  /// The identity of the owner.
  var identity: (RepositoryPath, [UInt8]) {
    let handle = options.owner.text
    let value: JSONValue = [
      "apiVersion": "cairn/v1", "kind": "Identity", "metadata": ["name": .string(handle)],
      "spec": [:],
    ]
    let path = SourcePlace.path(ofIdentity: handle)
    return (path, CanonicalForm.bytes(of: value, at: path))
  }

  /// A project that the owner administers.
  func project(_ name: Name) -> (RepositoryPath, [UInt8]) {
    let value: JSONValue = [
      "apiVersion": "cairn/v1", "kind": "Project", "metadata": ["name": .string(name.text)],
      "spec": ["roles": ["admin": [.string(options.owner.text)]]],
    ]
    let path = SourcePlace.path(ofProject: name.text)
    return (path, CanonicalForm.bytes(of: value, at: path))
  }

  private var registry: JSONValue {
    var spec: [JSONValue.Member] = [.init("title", .string(options.name.text))]
    if let baseURL = options.baseURL { spec.append(.init("baseURL", .string(baseURL.text))) }
    spec.append(.init("roles", ["operations": [.string(options.owner.text)]]))
    return [
      "apiVersion": "cairn/v1", "kind": "Registry",
      "metadata": ["name": .string(options.name.text)], "spec": .object(spec),
    ]
  }

  /// Whoever holds a role answers for what the role is about; operations for all else.
  private var codeOwners: String {
    """
    # Who answers for which path. The last matching line wins.
    * @\(options.owner.text)
    /index/ @\(options.owner.text)
    /index/projects/ @roles
    /index/package-indexes/ @roles
    /packages/ @roles

    """
  }
}

extension CanonicalForm {
  /// The canonical bytes of a value that was built in code, for the kind of file that stands at a
  /// path.
  static func bytes(
    of value: JSONValue, at path: RepositoryPath, in context: Context = Context()
  ) -> [UInt8] {
    let limits = JSONLimits(depth: JSONLimits.deepest, bytes: JSONLimits.largest)
    guard let kind = Kind(at: SourcePlace(path, layout: context.layout)),
      let document = JSONDocument.read(value.document(), limits: limits).document
    else { preconditionFailure("what the writer writes, the reader reads") }
    return bytes(of: document, as: kind, versions: context.policy.versioning)
  }
}
