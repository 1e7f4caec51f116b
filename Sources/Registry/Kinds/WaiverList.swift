public import IndexModel
public import JSONText

/// `index/waivers.json`: findings that operations accepts, each with its reason.
public struct WaiverList: Sendable {
  public let waivers: [Waiver]

  /// One accepted finding.
  public struct Waiver: Sendable {
    public let rule: Reference
    /// A path, or `<project>/<package>[@version]`.
    public let subject: Reference
    public let reason: String
    public let grantedBy: Reference
    public let expires: Placed<Timestamp>?
    public let node: JSONDocument.Node
  }
}

extension Kind {
  static let waiverList = Kind.resource(
    "WaiverList", "Findings that the registry's operations accept for a time.",
    path: "index/waivers.json", belongs: { $0 == .waivers },
    metadata: metadata(name: .name(.any), "Always `waivers`."),
    spec: .object(
      .required(
        "waivers",
        .array(
          of: .object(
            .required(
              "rule", .string(.text(atMost: 64)),
              "The id of the rule: a closure finding or an advice."),
            .required(
              "subject", .string(.text(atMost: 256)), "A path, or <project>/<package>[@version]."),
            .required("reason", .string(.prose(atMost: 1024)), "Why the finding is accepted."),
            .required("grantedBy", .string(.handle), "Who answers for it."),
            .optional("expires", .string(.time), "When it ends."))),
        "The accepted findings.")),
    decode: decodeWaivers)

  private static func decodeWaivers(_ decoding: inout Decoding) -> Resource? {
    let waivers = decoding.elements("waivers", of: decoding.spec).compactMap {
      node -> WaiverList.Waiver? in
      guard let rule = decoding.reference("rule", of: node),
        let subject = decoding.reference("subject", of: node),
        let reason = decoding.string("reason", of: node),
        let grantedBy = decoding.reference("grantedBy", of: node)
      else { return nil }
      return WaiverList.Waiver(
        rule: rule, subject: subject, reason: reason, grantedBy: grantedBy,
        expires: decoding.time("expires", of: node), node: node)
    }
    return .waiverList(WaiverList(waivers: waivers))
  }
}
