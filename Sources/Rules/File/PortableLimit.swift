internal import Diagnostics
internal import IndexModel
internal import JSONText
internal import Registry

extension Rule {
  static let portableLimit = Rule(
    "portable-limit", .integrity, .file,
    "only small package indexes have portable packages rendered",
    """
    With `portable` a package index has portable packages of its releases rendered, \
    which grow with the square of the index: so it is for indexes of at most 1,000 \
    aliases. A larger one sets `portable` to false, or is split. Of the others as many are rendered as \
    `policy.limits.portableBytes` of the registry allows (16 MiB unless it says otherwise); \
    `cairn portable` makes the rest when they are asked for.
    """)
}

extension Check {
  static let portableLimit = Check(
    .portableLimit,
    .file { unit, _ in
      guard let index = unit.packageIndex, let portable = index.portable, portable.value,
        index.entries.count > limit
      else { return [] }
      return [
        unit.finding(
          .portableLimit, at: portable.node,
          "the index has \(index.entries.count) aliases, \"portable\" takes at most \(limit)",
          help: "take \"portable\" out, or split the index")
      ]
    })

  private static let limit = 1000
}
