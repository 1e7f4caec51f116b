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
        if let release = Release(node, in: &decoding) { releases.append(release) }
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
        releases: releases, files: releases.flatMap(\.files), node: metadata))
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

/// The parts of a release.
extension Decoding {
  func vote(_ node: Node) -> Release.Vote? {
    guard let voter = reference("voter", of: node), let value = integer("value", of: node) else {
      return nil
    }
    return Release.Vote(
      voter: voter, value: value, comment: string("comment", of: node), node: node)
  }

  func promotion(_ node: Node) -> Release.Promotion {
    let tally = member("tally", of: node)
    return Release.Promotion(
      policy: member("policy", of: node).map(readVotePolicy) ?? VotePolicy(),
      binding: integer("binding", of: tally) ?? 0, votesFor: integer("for", of: tally) ?? 0,
      votesAgainst: integer("against", of: tally) ?? 0, node: node)
  }

  func revocation(_ node: Node) -> Release.Revocation? {
    guard let reason = string("reason", of: node), let message = string("message", of: node) else {
      return nil
    }
    return Release.Revocation(
      reason: reason, message: message, replacedBy: reference("replacedBy", of: node), node: node)
  }

  func deprecation(of node: Node?) -> Deprecation? {
    guard let node = member("deprecated", of: node), let message = string("message", of: node)
    else { return nil }
    return Deprecation(message: message, replacedBy: reference("replacedBy", of: node))
  }

  mutating func dependency(on target: String, _ node: Node) -> Release.Dependency {
    if document.kind(of: node) == .string {
      return Release.Dependency(
        target: target, range: range(node), use: .runtime, isOptional: false, node: node)
    }
    return Release.Dependency(
      target: target, range: member("range", of: node).flatMap { range($0) },
      use: string("for", of: node).flatMap(DependencyUse.init(rawValue:)) ?? .runtime,
      isOptional: bool("optional", of: node) ?? false, node: node)
  }

  private mutating func range(_ node: Node) -> Release.Dependency.Range? {
    guard let text = document.string(node) else { return nil }
    if let known = ranges[text] {
      return Release.Dependency.Range(text: text, node: node, parsed: known)
    }
    let parsed = try? VersionRange(text, scheme: versions)
    ranges.updateValue(parsed, forKey: text)
    return Release.Dependency.Range(text: text, node: node, parsed: parsed)
  }

  /// Where the bytes of a file are: one of two places, and nil where it is neither or both.
  mutating func location(of node: Node) -> Release.File.Location? {
    let url = reference("url", of: node)
    let path = reference("path", of: node)
    switch (url, path) {
    case (let url?, nil):
      // A digest that was refused for its form was reported already.
      guard let sha256 = member("sha256", of: node) else {
        report(
          .schema, at: url.node, "the file has a \"url\" but no \"sha256\"",
          help: "add the SHA-256 of the file: `cairn release` computes it")
        return nil
      }
      guard case let digest?? = document.withUTF8(of: sha256, { try? SHA256Digest(hex: $0) })
      else { return nil }
      return .url(url, digest)
    case (nil, let path?):
      if let sha256 = reference("sha256", of: node) {
        report(
          .schema, at: sha256.node, "a carried file states a \"sha256\"",
          help: "leave it out: the registry holds the bytes themselves")
      }
      return .carried(path)
    case (let url?, .some):
      report(
        .schema, at: url.node, "the file has both a \"url\" and a \"path\"",
        help:
          "keep \"url\" with \"sha256\" for bytes that stand elsewhere, or \"path\" for bytes in the registry"
      )
      return nil
    case (nil, nil):
      // A member that was refused for its form was reported already.
      if member("url", of: node) == nil, member("path", of: node) == nil {
        report(
          .schema, at: node, "the file has neither a \"url\" nor a \"path\"",
          help:
            "give \"url\" with \"sha256\" for bytes that stand elsewhere, or \"path\" for bytes in the registry"
        )
      }
      return nil
    }
  }

  /// A connector that is packaged as an image names the image; one that is built does not.
  mutating func checkPackaging(of connector: Node?) {
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
}
