/// What a dependency is for: the `for` of a version index.
public enum DependencyUse: String, Hashable, Sendable, CaseIterable {
  case runtime, build, dev
}
