public import IndexModel

/// A forge whose workflows `cairn init` can write.
public enum Forge: String, CaseIterable, Sendable {
  case github, gitlab, forgejo

  /// The forge that a remote's URL leads to, by its host; nil where the name of the host does not say.
  public init?(remote url: String) {
    let host = Self.host(of: url)
    func isOrIsBelow(_ domain: String) -> Bool { host == domain || host.hasSuffix("." + domain) }
    let labels = host.split(separator: ".").map(String.init)
    if isOrIsBelow("github.com") || labels.first == "github" {
      self = .github
    } else if isOrIsBelow("gitlab.com") || labels.first == "gitlab" {
      self = .gitlab
    } else if isOrIsBelow("codeberg.org") || labels.first == "forgejo" {
      self = .forgejo
    } else {
      return nil
    }
  }

  /// The host in `https://user@host:port/path`, `ssh://…` or `user@host:path`.
  private static func host(of url: String) -> String {
    var rest = Substring(url)
    if let scheme = rest.firstRange(of: "://") { rest = rest[scheme.upperBound...] }
    rest = rest.prefix { $0 != "/" }
    if let at = rest.lastIndex(of: "@") { rest = rest[rest.index(after: at)...] }
    return rest.prefix { $0 != ":" }.lowercased()
  }

  /// The folder of the scripts that its workflows run.
  public var scripts: String { folder + "/cairn" }

  /// Whether a file is one that `cairn init` wrote, whatever became of it since: by the folder of
  /// scripts, which is ours, or by what its header says.
  public func isOurs(_ bytes: [UInt8], at path: RepositoryPath) -> Bool {
    path.description.utf8.starts(with: "\(scripts)/".utf8)
      || String(decoding: bytes, as: UTF8.self).contains(Self.signature)
  }

  /// What the header of each workflow says.
  static let signature = "Written by `cairn init`"

  /// The folder that belongs to the forge.
  private var folder: String { "." + rawValue }

  /// What the forge calls a proposed change.
  var proposal: String { self == .gitlab ? "merge request" : "pull request" }

  /// What people call it.
  public var name: String {
    switch self {
    case .github: "GitHub"
    case .gitlab: "GitLab"
    case .forgejo: "Forgejo"
    }
  }

  /// The files in which the forge itself would look for owners; the registry's are in `index/`.
  public static let ownerFiles = [
    "CODEOWNERS", "docs/CODEOWNERS", ".github/CODEOWNERS", ".gitlab/CODEOWNERS",
    ".forgejo/CODEOWNERS", ".gitea/CODEOWNERS",
  ]

  /// The workflows of a registry and what they run, all but the file that says where `cairn` comes from.
  public var workflows: [SkeletonFile] {
    let own =
      switch self {
      case .github: GitHub.files
      case .gitlab: GitLab.files
      case .forgejo: Forgejo.files
      }
    return own + [
      SkeletonFile("\(scripts)/install.sh", Scripts.install),
      SkeletonFile("\(scripts)/judge.sh", Scripts.judge),
    ]
  }

  /// The file that says where `cairn` comes from.
  public func settings(_ source: CairnSource) -> SkeletonFile {
    SkeletonFile("\(scripts)/\(CairnSource.fileName)", source.settings)
  }
}
