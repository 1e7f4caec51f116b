public import Registry

extension Rule {
  /// The rules about changes, which only a check with `--base` looks at.
  public static let ofChanges: [Rule] = [
    .candidateFirst, .keptVotes, .loginOnly, .neverRemoved, .promotion, .releaseImmutable, .voter,
  ]
}
