/// What the parameters of a command have to do with each other.
///
///     constraints: [.exactlyOne(file, url), .together(url, sha256)]
public struct Constraint: Sendable {
  enum Kind: Sendable {
    case atMostOne, exactlyOne, together, requires
  }

  let kind: Kind
  let parameters: [ParameterOutline]

  var labels: [String] { parameters.map(\.label) }

  private init(_ kind: Kind, _ parameters: [any Parameter]) {
    self.kind = kind
    self.parameters = parameters.map(\.outline)
  }

  /// The parameters exclude each other.
  public static func atMostOne(_ parameters: any Parameter...) -> Constraint {
    Constraint(.atMostOne, parameters)
  }

  /// The parameters exclude each other, and one of them must be given.
  public static func exactlyOne(_ parameters: any Parameter...) -> Constraint {
    Constraint(.exactlyOne, parameters)
  }

  /// All of the parameters are given, or none.
  public static func together(_ parameters: any Parameter...) -> Constraint {
    Constraint(.together, parameters)
  }

  /// Who gives `parameter` must give the others too.
  public static func requires(
    _ parameter: any Parameter, _ others: any Parameter...
  ) -> Constraint {
    Constraint(.requires, [parameter] + others)
  }

  /// How the parameters that were given break the constraint; nil if they keep it.
  func problem(given labels: Set<String>) -> UsageProblem? {
    let present = self.labels.filter(labels.contains)
    let absent = self.labels.filter { !labels.contains($0) }
    switch kind {
    case .atMostOne where present.count > 1, .exactlyOne where present.count > 1:
      return .exclusive(present)
    case .exactlyOne where present.isEmpty:
      return .noneOf(parameters.map(\.usage))
    case .together where !present.isEmpty && !absent.isEmpty:
      return .incomplete(given: present[0], missing: absent)
    case .requires where present.first == self.labels.first && !absent.isEmpty:
      return .incomplete(given: self.labels[0], missing: absent)
    default:
      return nil
    }
  }
}
