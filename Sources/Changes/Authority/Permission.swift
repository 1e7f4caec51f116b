internal import IndexModel
public import Registry

extension ChangeKind {
  /// Who may make such a change, in a sentence for people: the table of grants, and what goes beside it.
  public var permission: String {
    [who, consent].compactMap(\.self).joined(separator: ". ")
  }

  private var who: String {
    switch grant {
    case nil: "Whoever may change the file otherwise"
    case .nobody: "Nobody, whatever their role: no flag and no label makes an exception"
    case .voter: "The voter alone, whoever owns the path; not even operations"
    case .itself: "The identity itself, whoever owns the path; or operations"
    case .role(.operations): "Operations"
    case .role(let role):
      "\(holders(of: role)), whom base's CODEOWNERS names for the path; or operations"
    }
  }

  private func holders(of role: Role) -> String {
    switch (role, self) {
    case (.owner, .packageIndexEdited), (.owner, .packageIndexAliases),
      (.owner, .packageIndexOwners), (.owner, .packageIndexRemoved):
      "An owner of the package index"
    case (.author, _): "An author or an owner of the package, or an admin of its project"
    case (.owner, _): "An owner of the package, or an admin of its project"
    case (.admin, _): "An admin of the project"
    default: "Whoever is \(role.text) there"
    }
  }

  private var consent: String? {
    switch self {
    case .packageAdded, .packageOwners: "Beside that, each new owner has to agree"
    case .projectAdded:
      "With `policy.selfService` an identity may begin the project of its own name, with what it brings"
    case .packageIndexAdded:
      "With `policy.selfService` an identity may begin one that names it as owner"
    default: nil
    }
  }
}
