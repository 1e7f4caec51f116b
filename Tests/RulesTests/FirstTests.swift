import Testing

@testable import Rules

@Suite struct FirstTests {
  /// Few keys are compared, more are hashed: the answers are the same before, at and behind the border.
  @Test(arguments: [0, 1, 7, 8, 9, 10, 40])
  func rememberWhoWasThereFirst(_ count: Int) {
    var first = First<String, Int>()
    for holder in 0..<count { #expect(first.holder(of: "key \(holder)", else: holder) == nil) }
    for holder in 0..<count {
      #expect(first.holder(of: "key \(holder)", else: -1) == holder)
      #expect(first.holder(of: "key \(holder)") == holder)
    }
    #expect(first.holder(of: "another") == nil)
  }
}
