internal import Cryptography
public import IndexModel
public import JSONText
public import Registry

/// A resource that is to be: where it goes, and the little that a new one says.
public struct NewResource: Sendable {
  public let path: RepositoryPath
  private let metadata: [JSONValue.Member]
  private let spec: [JSONValue.Member]

  /// The file in canonical form.
  ///
  /// - Parameter context: The registry's settings. Where they say at which address its site stands,
  ///   the file names its
  ///   schema there, so that editors complete and check while its author types.
  public func draft(_ context: Context) -> Draft {
    draft(layout: context.layout, versions: context.policy.versioning, context.settings?.baseURL)
  }

  private func draft(layout: Layout, versions: VersionScheme, _ baseURL: String?) -> Draft {
    guard let kind = Kind(at: SourcePlace(path, layout: layout)) else {
      preconditionFailure("\(path) is a place for a resource")
    }
    var members: [JSONValue.Member] = []
    members.add("$schema", baseURL.map { $0 + SiteLayout.schema(kind.name).text })
    members.add("apiVersion", "cairn/v1" as String?)
    members.add("kind", kind.name as String?)
    members.append(JSONValue.Member("metadata", .object(metadata)))
    members.append(JSONValue.Member("spec", .object(spec)))
    let value = JSONValue.object(members)
    return Draft(path: path, after: value.file(of: kind, versions: versions))
  }
}

// MARK: - Kinds

extension NewResource {
  /// A project, and who runs it.
  public static func project(
    _ name: Name, title: String? = nil, description: String? = nil, admins: [Name]
  ) -> NewResource {
    var spec: [JSONValue.Member] = []
    var roles: [JSONValue.Member] = []
    roles.add("admin", admins.map(\.text))
    spec.add("title", title)
    spec.add("roles", roles)
    return NewResource(
      path: SourcePlace.path(ofProject: name.text), metadata: metadata(name, description),
      spec: spec)
  }

  /// A package without releases, and the identity that answers for it.
  public static func package(
    _ package: PackageID, layout: Layout, owner: Name, about: PackageWords = PackageWords()
  ) -> NewResource {
    var metadata: [JSONValue.Member] = []
    metadata.add("project", package.project.text as String?)
    metadata += self.metadata(package.name, about.description)
    var spec: [JSONValue.Member] = []
    spec.add("roles", owner: owner)
    spec.add("title", about.title)
    spec.add("license", about.license)
    spec.add("homepage", about.homepage)
    spec.add("repository", about.repository)
    spec.append(JSONValue.Member("releases", []))
    return NewResource(
      path: SourcePlace.path(of: package, layout: layout), metadata: metadata, spec: spec)
  }

  /// A person or robot: accounts on forges, and public keys as OpenSSH writes them or OpenPGP
  /// fingerprints.
  ///
  /// - Parameter annotations: What tools keep there, their keys in the order of their bytes.
  public static func identity(
    _ handle: Name, accounts: [AccountClaim] = [], keys: [KeyClaim] = [],
    annotations: [JSONValue.Member] = []
  ) -> NewResource {
    var forges: [JSONValue.Member] = []
    for account in accounts {
      var members: [JSONValue.Member] = []
      members.add("login", account.login)
      members.add("id", account.id.map(JSONValue.integer))
      forges.add(account.forge, members)
    }
    var spec: [JSONValue.Member] = []
    spec.add("accounts", forges)
    if !keys.isEmpty {
      let values = keys.map { key in
        JSONValue.object([
          JSONValue.Member("type", .string(key.kind.rawValue)),
          JSONValue.Member("public", .string(key.text)),
        ])
      }
      spec.add("keys", .array(values))
    }
    var metadata = metadata(handle, nil)
    metadata.add("annotations", annotations)
    return NewResource(
      path: SourcePlace.path(ofIdentity: handle.text), metadata: metadata, spec: spec)
  }

  /// A package index without aliases, and who keeps it.
  public static func packageIndex(
    _ name: Name, description: String? = nil, owner: Name
  ) -> NewResource {
    var spec: [JSONValue.Member] = []
    spec.add("roles", owner: owner)
    spec.append(JSONValue.Member("versionIndexes", .object([])))
    return NewResource(
      path: SourcePlace.path(ofPackageIndex: name.text), metadata: metadata(name, description),
      spec: spec)
  }

  private static func metadata(_ name: Name, _ description: String?) -> [JSONValue.Member] {
    var members: [JSONValue.Member] = []
    members.add("name", name.text as String?)
    members.add("description", description)
    return members
  }
}

/// What a package says of itself beside its name.
public struct PackageWords: Hashable, Sendable {
  public var title: String?
  public var description: String?
  public var license: String?
  public var homepage: String?
  public var repository: String?

  public init(
    title: String? = nil, description: String? = nil, license: String? = nil,
    homepage: String? = nil, repository: String? = nil
  ) {
    self.title = title
    self.description = description
    self.license = license
    self.homepage = homepage
    self.repository = repository
  }
}

extension [JSONValue.Member] {
  fileprivate mutating func add(_ key: String, owner: Name) {
    add(key, [JSONValue.Member("owner", .array([.string(owner.text)]))])
  }
}

// MARK: - The registry

extension NewResource {
  /// A registry of its own, with the files that a new one needs.
  ///
  /// - Parameters:
  ///   - baseURL: Where the site will stand; it ends in `/`.
  ///   - artifactURL: The template by which the files of releases have their URLs.
  ///   - operations: Who runs it. Each gets an identity.
  ///   - accounts: The forge accounts of the first of them.
  public static func registry(
    _ name: Name, title: String? = nil, baseURL: String? = nil, artifactURL: String? = nil,
    operations: [Name], accounts: [AccountClaim] = []
  ) -> [Draft] {
    var spec: [JSONValue.Member] = []
    spec.add("title", title ?? name.text)
    spec.add("baseURL", baseURL)
    var roles: [JSONValue.Member] = []
    roles.add("operations", operations.map(\.text))
    spec.add("roles", roles)
    var policy: [JSONValue.Member] = []
    policy.add("artifactURL", artifactURL)
    spec.add("policy", policy)
    let registry = NewResource(
      path: SourcePlace.registryPath, metadata: metadata(name, nil), spec: spec)
    let identities = operations.enumerated().map { at, handle in
      identity(handle, accounts: at == 0 ? accounts : [])
    }
    let resources = ([registry] + identities).map {
      $0.draft(layout: .flat, versions: .semver, baseURL)
    }
    return resources + [Draft(path: SourcePlace.codeOwnersPath, after: Array(codeOwners.utf8))]
  }

  /// Keeps out of commits what a build into `public` writes.
  public static let ignoreFile = Draft(
    path: ".gitignore",
    after: Array(
      """
      # What `cairn build --output public` writes: the site, and its state beside it.
      /public/
      /.public.cairn/

      """.utf8))

  /// Whoever holds a role at a path answers for it: a start that needs no change with each new
  /// package.
  private static let codeOwners = """
    # Who answers for which path: the last line that matches decides.
    # The word below stands for whoever holds a role there by the registry's own files.
    /index/ @roles
    /packages/ @roles

    """
}
