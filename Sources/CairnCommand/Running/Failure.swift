internal import Authoring
internal import GitStore
internal import IndexModel
internal import Preview
internal import Publishing
internal import Registry
internal import RegistryClient
internal import Search
internal import Site

/// How a command ends: section 11 of the specification.
enum ExitCode: Int32 {
  case good = 0
  /// Findings, or nothing found.
  case findings = 1
  case needsReview = 2
  case usage = 64
  case inputMissing = 66
  /// The network, a host, or a program that does a part of the work.
  case network = 69
  /// A mistake of ours.
  case internalError = 70
  case outputRefused = 73
  case disk = 74
  case busy = 75
}

/// Why a command could not do its work: what is wrong, and the way out.
struct Failure: Error {
  let code: ExitCode
  let message: String
  let wayOut: String?

  init(_ code: ExitCode, _ message: String, wayOut: String? = nil) {
    self.code = code
    self.message = message
    self.wayOut = wayOut
  }
}

extension Failure {
  init(_ error: GitError) {
    switch error {
    case .notARepository:
      self.init(
        .inputMissing, error.description,
        wayOut: "name a registry with -C, or make one: git init, then cairn init NAME")
    default: self.init(.inputMissing, error.description)
    }
  }

  init(_ error: AuthoringError) {
    let code: ExitCode =
      switch error.kind {
      case .missing: .inputMissing
      case .refused: .outputRefused
      case .disk: .disk
      }
    self.init(code, error.description, wayOut: error.wayOut)
  }

  init(_ error: PublishError) {
    let code: ExitCode =
      switch error.kind {
      case .busy: .busy
      case .refused: .outputRefused
      case .disk: .disk
      case .unavailable: .network
      case .mistake: .internalError
      }
    self.init(code, error.description, wayOut: error.wayOut)
  }

  init(_ error: SnapshotError) {
    let message =
      switch error {
      case .missing(let id): "object \(id) is missing"
      case .unreadable(let id, let detail): "object \(id) cannot be read: \(detail)"
      case .tooLarge(let id, let size): "object \(id) has \(size) bytes"
      case .tooManyEntries(let id, let limit):
        "at folder \(id) the tree has more than \(limit) entries, so it is not read any further"
      }
    let wayOut =
      if case .tooManyEntries = error {
        "git ls-tree -r -t HEAD shows the folders; take out what is no registry's"
      } else {
        "run git fsck; a fresh clone may have the object"
      }
    self.init(.inputMissing, message, wayOut: wayOut)
  }

  init(_ error: ContextError) {
    switch error {
    case .missing:
      self.init(
        .inputMissing, "there is no index/registry.json, so this is no registry",
        wayOut: "make one with cairn init NAME, or name another folder with -C")
    case .unreadable(let error): self.init(error)
    }
  }

  init(_ error: SiteError) {
    let code: ExitCode =
      switch error {
      case .notAnAddress: .usage
      case .noSite, .unreadable, .tooLarge: .inputMissing
      case .noHelper, .network: .network
      }
    self.init(code, error.description, wayOut: error.wayOut)
  }

  init(_ error: TrieError) {
    let message =
      switch error {
      case .missing(let path): "\(path) of the site is missing"
      case .malformed(let path, let reason): "\(path) of the site \(reason)"
      }
    self.init(.inputMissing, message, wayOut: "cairn verify says what else is wrong with the site")
  }

  init(_ error: SearchError) {
    let wayOut =
      switch error {
      case .malformed: "cairn verify says what else is wrong with the site"
      case .gone:
        "try again: the site may just have been published; if it stays so, ask cairn verify"
      case .format: "use a newer version of cairn, or ask a clone of the registry with -C"
      case .noIndex:
        "an older version of cairn built it: build it anew, or ask a clone of the registry with -C"
      }
    self.init(.inputMissing, error.message, wayOut: wayOut)
  }

  init(_ error: PreviewError) {
    self.init(.network, error.description)
  }

  /// Any error as a failure; what no case expects is a mistake of ours.
  init(of error: any Error) {
    switch error {
    case let failure as Failure: self = failure
    case let error as GitError: self.init(error)
    case let error as AuthoringError: self.init(error)
    case let error as PublishError: self.init(error)
    case let error as SnapshotError: self.init(error)
    case let error as ContextError: self.init(error)
    case let error as SiteError: self.init(error)
    case let error as TrieError: self.init(error)
    case let error as SearchError: self.init(error)
    case let error as PreviewError: self.init(error)
    default:
      self.init(
        .internalError, "unexpected: \(error)",
        wayOut: "this is a mistake of cairn; please report it with the command line")
    }
  }
}
