public import IndexModel

public enum JSONValue: Hashable, Sendable {
  case string(String)
  case bool(Bool)
  case integer(Int)
}
public struct StubP: Error { var message: String { "" } }
struct ContentID {
  typealias Problem = StubP
  init(_ t: String) throws(StubP) {}
}
struct FileName {
  typealias Problem = StubP
  init(_ t: String) throws(StubP) {}
}
struct LicenseExpression {
  typealias Problem = StubP
  init(_ t: String) throws(StubP) {}
}
extension RepositoryPath {
  public struct Pr { public var message = "" }
  public func problem() -> Pr? { nil }
}
