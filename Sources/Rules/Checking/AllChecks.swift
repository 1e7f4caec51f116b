public import Registry

extension Check {
  /// Every check beyond reading. A new rule is a file with its description and its check, and a line here.
  public static let all: [Check] = [
    .treeEntry, .unknownFile,
    .duplicateVersion,
    .mainPackage,
    .nameFolding,
  ]
}

extension Rule {
  /// Every rule, by id.
  public static let all: [Rule] = {
    var rules: [String: Rule] = [:]
    for rule in Rule.reading + [.registryMissing] + Check.all.map(\.rule) { rules[rule.id] = rule }
    return rules.values.sorted { $0.id < $1.id }
  }()

  /// The rule of this id.
  public static func named(_ id: String) -> Rule? { all.first { $0.id == id } }
}
