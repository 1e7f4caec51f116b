internal import Glibc
public import IndexModel

/// Why a published tree cannot be read. What is wrong with the tree itself is no error but a problem of a
/// ``Verification``.
public enum SiteError: Error, Hashable, Sendable {
  /// Neither a folder that is there nor an address that a site can have.
  case notAnAddress(String, reason: String)
  /// There is no such folder, or no site in it.
  case noSite(String)
  /// The helper that speaks HTTP cannot be run.
  case noHelper(String, errno: Int32)
  /// The network, or the host, did not answer as it should.
  case network(String, detail: String)
  /// The operating system failed to read a file.
  case unreadable(String, errno: Int32)
  /// A document is larger than any that a site has.
  case tooLarge(SitePath, limit: Int)

  /// What a person can do about it.
  public var wayOut: String {
    switch self {
    case .notAnAddress: "name a folder, or an address that begins with https://"
    case .noSite: "name the folder that cairn build wrote to, or the address where it is served"
    case .noHelper(let name, _): "install \(name), for example with apt-get install \(name)"
    case .network: "look at the address and the connection, then try again"
    case .unreadable: "look at the disk and at who may read the folder"
    case .tooLarge: "a site of cairn has no such document: look at where it came from"
    }
  }
}

extension SiteError: CustomStringConvertible {
  /// One line that states the fact, without the way out.
  public var description: String {
    switch self {
    case .notAnAddress(let place, let reason): "'\(place)' is no place of a site: \(reason)"
    case .noSite(let place): "there is no site at \(place)"
    case .noHelper(let name, let number): "cannot run \(name): \(Self.reason(number))"
    case .network(let address, let detail): "cannot read \(address): \(detail)"
    case .unreadable(let path, let number): "cannot read \(path): \(Self.reason(number))"
    case .tooLarge(let path, let limit): "\(path) has more than \(limit) bytes"
    }
  }

  static func reason(_ number: Int32) -> String { unsafe String(cString: strerror(number)) }
}
