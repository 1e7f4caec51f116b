public import Registry

extension Check {
  /// Every check beyond reading. A new rule is a file with its description and its check, and a
  /// line here.
  public static let all: [Check] = [
    // One file.
    .advisoryRange, .dependencyRange, .deprecatedLicense, .duplicateAlias, .duplicateFile,
    .duplicateVersion, .expiredKey, .fileShadow, .key, .licenseMissing, .portableLimit,
    .sharedDigest, .signature, .stage, .timeAfterCommit, .urlAllowed, .urlDigest,
    // One file, and what it names.
    .advisory, .aliasTarget, .carriedFile, .cidDigest, .expiredWaiver, .fullName,
    .mainPackage, .projectMissing, .replacedBy, .revokedReplacement, .roleReference, .sharing,
    .signingKey, .unnamedCompanion, .vote, .votePolicy, .waiver,
    // What it depends on.
    .buildCycle, .dependencyOptional, .dependencyRevoked, .dependencyTarget, .dependencyUnmet,
    .indexUnmet,
    // Names, and what stands where.
    .account, .lookAlike, .nameFolding, .treeEntry, .unknownFile,
    // Who answers for it.
    .codeOwners, .codeOwnersNames, .ownersOnlyOperations, .unownedPath,
  ]
}

extension Rule {
  /// Every rule, by id.
  public static let all: [Rule] = byID.values.sorted { $0.id < $1.id }

  /// The rule of this id.
  public static func named(_ id: String) -> Rule? { byID[id] }

  // A rule may have several checks: what reading finds, and what only the rest of the registry
  // shows.
  private static let byID: [String: Rule] = Dictionary(
    (reading + [.registryMissing, .dependencySolution] + Check.all.map(\.rule)).map { ($0.id, $0) },
    uniquingKeysWith: { first, _ in first })
}
