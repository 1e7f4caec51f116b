internal import JSONText
internal import Registry

/// What a unit holds, for checks that are about one kind.
extension Unit {
  var versionIndex: VersionIndex? {
    if case .versionIndex(let index)? = resource { index } else { nil }
  }

  var packageIndex: PackageIndex? {
    if case .packageIndex(let index)? = resource { index } else { nil }
  }

  var project: Project? {
    if case .project(let project)? = resource { project } else { nil }
  }

  var identity: Identity? {
    if case .identity(let identity)? = resource { identity } else { nil }
  }

  var advisory: Advisory? {
    if case .advisory(let advisory)? = resource { advisory } else { nil }
  }

  var waivers: [WaiverList.Waiver] {
    if case .waiverList(let list)? = resource { list.waivers } else { [] }
  }

  /// Whether a value has a member, of whatever form: what was refused for its form was reported
  /// already.
  func has(_ key: String, in object: Node) -> Bool {
    document.member(key, of: object) != nil
  }
}
