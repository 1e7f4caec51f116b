internal import IndexModel
internal import JSONText

extension VersionIndex {
  static func decode(_ decoding: inout Decoding) -> Resource? {
    let metadata = decoding.metadata
    guard let metadata, let project = decoding.name("project", of: metadata),
      let name = decoding.name("name", of: metadata)
    else { return nil }
    let spec = decoding.spec
    let roles = decoding.member("roles", of: spec)
    var releases: [Release] = []
    if let array = decoding.member("releases", of: spec),
      decoding.document.kind(of: array) == .array
    {
      releases.reserveCapacity(decoding.document.count(of: array))
      for node in decoding.document.elements(of: array) {
        if let release = Release.decode(&decoding, node) { releases.append(release) }
      }
    }
    return .versionIndex(
      VersionIndex(
        id: PackageID(project: project, name: name), title: decoding.string("title", of: spec),
        description: decoding.string("description", of: metadata),
        owners: decoding.references("owner", of: roles),
        authors: decoding.references("author", of: roles),
        keywords: decoding.strings("keywords", of: spec),
        license: decoding.reference("license", of: spec),
        deprecated: decoding.deprecation(of: spec),
        sharing: sharing(in: decoding, of: spec), votePolicy: decoding.votePolicy(of: spec),
        releases: releases, node: metadata))
  }

  private static func sharing(in decoding: Decoding, of spec: Decoding.Node?) -> Sharing? {
    guard let node = decoding.member("sharing", of: spec),
      let isEnabled = decoding.bool("enabled", of: node)
    else { return nil }
    let projects = decoding.elements("projects", of: node).compactMap {
      decoding.reference("name", of: $0)
    }
    return Sharing(isEnabled: isEnabled, projects: projects)
  }
}

extension Release {
  fileprivate static func decode(_ decoding: inout Decoding, _ node: Decoding.Node) -> Release? {
    let files = decoding.elements("files", of: node).compactMap { File.decode(&decoding, $0) }
    decoding.checkPackaging(of: decoding.member("connector", of: node))
    guard let versionNode = decoding.member("version", of: node),
      let stageNode = decoding.member("stage", of: node),
      let text = decoding.document.string(versionNode),
      let version = try? Version(text, scheme: decoding.versions),
      let stage = decoding.document.string(stageNode).flatMap(Stage.init(rawValue:))
    else { return nil }
    let published = decoding.time("published", of: node)
    return Release(
      version: version, stage: stage, cid: decoding.reference("cid", of: node),
      published: published?.value, publishedNode: published?.node, files: files,
      dependencies: decoding.members("dependencies", of: node).map {
        Dependency.decode(decoding, $0.key, $0.value)
      }, license: decoding.reference("license", of: node),
      votePolicy: decoding.votePolicy(of: node),
      votes: decoding.elements("votes", of: node).compactMap { Vote.decode(decoding, $0) },
      promotion: Promotion.decode(decoding, decoding.member("promotion", of: node)),
      revocation: Revocation.decode(decoding, decoding.member("revocation", of: node)),
      deprecated: decoding.deprecation(of: node), node: node, versionNode: versionNode,
      stageNode: stageNode)
  }
}

extension Release.Revocation {
  fileprivate static func decode(_ decoding: Decoding, _ node: Decoding.Node?) -> Self? {
    guard let node, let reason = decoding.string("reason", of: node),
      let message = decoding.string("message", of: node)
    else { return nil }
    return Self(
      reason: reason, message: message, replacedBy: decoding.reference("replacedBy", of: node),
      node: node)
  }
}

extension Release.Vote {
  fileprivate static func decode(_ decoding: Decoding, _ node: Decoding.Node) -> Self? {
    guard let voter = decoding.reference("voter", of: node),
      let value = decoding.integer("value", of: node)
    else { return nil }
    return Self(
      voter: voter, value: value, comment: decoding.string("comment", of: node), node: node)
  }
}

extension Release.Promotion {
  fileprivate static func decode(_ decoding: Decoding, _ node: Decoding.Node?) -> Self? {
    guard let node else { return nil }
    let tally = decoding.member("tally", of: node)
    return Self(
      policy: decoding.member("policy", of: node).map(decoding.readVotePolicy) ?? VotePolicy(),
      binding: decoding.integer("binding", of: tally) ?? 0,
      votesFor: decoding.integer("for", of: tally) ?? 0,
      votesAgainst: decoding.integer("against", of: tally) ?? 0, node: node)
  }
}

extension Release.Dependency {
  fileprivate static func decode(_ decoding: Decoding, _ target: String, _ node: Decoding.Node)
    -> Self
  {
    if let range = decoding.document.string(node) {
      return Self(
        target: target, range: Reference(text: range, node: node), use: .runtime, isOptional: false,
        node: node)
    }
    return Self(
      target: target, range: decoding.reference("range", of: node),
      use: decoding.string("for", of: node).flatMap(Use.init(rawValue:)) ?? .runtime,
      isOptional: decoding.bool("optional", of: node) ?? false, node: node)
  }
}

extension Release.File {
  fileprivate static func decode(_ decoding: inout Decoding, _ node: Decoding.Node) -> Release.File? {
    guard let name = decoding.reference("name", of: node),
      let role = decoding.string("role", of: node).flatMap(Role.init(rawValue:)),
      let location = location(&decoding, node)
    else { return nil }
    return Release.File(
      name: name.text, role: role, location: location, size: decoding.integer("size", of: node),
      mediaType: decoding.string("mediaType", of: node), of: decoding.reference("of", of: node),
      key: decoding.reference("key", of: node), node: node, nameNode: name.node)
  }

  private static func location(_ decoding: inout Decoding, _ node: Decoding.Node) -> Location? {
    let url = decoding.reference("url", of: node)
    let path = decoding.reference("path", of: node)
    let sha256 = decoding.reference("sha256", of: node)
    switch (url, path) {
    case (let url?, nil):
      guard let sha256 else {
        decoding.report(
          .schema, at: url.node, "the file has a \"url\" but no \"sha256\"",
          help: "add the SHA-256 of the file: `cairn release` computes it")
        return nil
      }
      return (try? SHA256Digest(hex: sha256.text)).map { .url(url, $0) }
    case (nil, let path?):
      if let sha256 {
        decoding.report(
          .schema, at: sha256.node, "a carried file states a \"sha256\"",
          help: "leave it out: the registry holds the bytes themselves")
      }
      return .carried(path)
    case (let url?, .some):
      decoding.report(
        .schema, at: url.node, "the file has both a \"url\" and a \"path\"",
        help:
          "keep \"url\" with \"sha256\" for bytes that stand elsewhere, or \"path\" for bytes in the registry"
      )
      return nil
    case (nil, nil):
      // A member that was refused for its form was reported already.
      if decoding.member("url", of: node) == nil, decoding.member("path", of: node) == nil {
        decoding.report(
          .schema, at: node, "the file has neither a \"url\" nor a \"path\"",
          help:
            "give \"url\" with \"sha256\" for bytes that stand elsewhere, or \"path\" for bytes in the registry"
        )
      }
      return nil
    }
  }
}

extension Decoding {
  /// A connector that is packaged as an image names the image; one that is built does not.
  fileprivate mutating func checkPackaging(of connector: Node?) {
    guard let packaging = member("packaging", of: connector) else { return }
    let image = member("dockerImage", of: packaging)
    switch (string("type", of: packaging), image) {
    case ("PrebuiltDockerImage", nil):
      report(
        .schema, at: packaging, "a \"PrebuiltDockerImage\" without a \"dockerImage\"",
        help: "name the image, with its tag or digest")
    case ("ManagedDockerBuild", let image?):
      report(
        .schema, at: image, "a \"ManagedDockerBuild\" with a \"dockerImage\"",
        help: "leave the image out, or make the type \"PrebuiltDockerImage\"")
    default: break
    }
  }

  fileprivate func deprecation(of node: Node?) -> Deprecation? {
    guard let node = member("deprecated", of: node), let message = string("message", of: node)
    else { return nil }
    return Deprecation(message: message, replacedBy: reference("replacedBy", of: node))
  }
}
