internal import IndexModel
internal import Registry

/// Who may make a kind of change: the table of section 6 of the specification.
enum Grant: Hashable {
  /// No flag, no label, no role.
  case nobody
  /// A role at the place, or a greater one, and named by CODEOWNERS there.
  case role(Role)
  /// The identity that the change is of, else operations.
  case itself
  /// The voter alone.
  case voter
}

extension ChangeKind {
  /// Who may make such a change; nil for another form of a file, which whoever may change the file
  /// may give it.
  var grant: Grant? {
    switch self {
    case .registryAdded, .registryEdited, .codeOwnersEdited, .waiversEdited, .advisoryAdded,
      .advisoryEdited, .advisoryRemoved, .outsideEdited, .strayEdited, .fileUnreadable,
      .identityAdded, .projectAdded, .projectAdmins, .packageIndexAdded:
      .role(.operations)
    case .projectEdited, .projectMain, .projectTeams, .projectVotePolicy, .projectRoles,
      .packageAdded, .packageOwners:
      .role(.admin)
    case .packageEdited, .packageAuthors, .packageDeprecated, .packageSharing, .packageVotePolicy,
      .packageIndexEdited, .packageIndexAliases, .packageIndexOwners, .packageIndexRemoved:
      .role(.owner)
    case .releaseAdded, .releaseReplaced, .releasePromoted, .releaseRevoked, .releaseDeprecated,
      .releaseNotes, .releaseFileAdded, .companionAdded, .companionEdited, .companionRemoved:
      .role(.author)
    case .identityEdited, .identityAccounts, .identityKeys: .itself
    case .voteCast, .voteWithdrawn: .voter
    case .registryRemoved, .identityRemoved, .projectRemoved, .packageRemoved, .releaseAltered,
      .releaseRemoved:
      .nobody
    case .fileFormatted: nil
    }
  }
}

extension Change {
  var grant: Grant {
    if let grant = kind.grant { return grant }
    switch place {
    case .versionIndex, .companion: return .role(.author)
    case .project: return .role(.admin)
    case .packageIndex: return .role(.owner)
    case .identity: return .itself
    default: return .role(.operations)
    }
  }
}
