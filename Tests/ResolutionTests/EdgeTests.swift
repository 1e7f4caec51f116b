import IndexModel
import Resolution
import Testing

struct EdgeTests {
  @Test(arguments: DependencyUse.allCases)
  func bindsWhereItIsNotForDevelopmentAndNotOptional(_ use: DependencyUse) throws {
    let range = try VersionRange("^1")
    for isOptional in [false, true] {
      let edge = Edge(
        target: "libbar", rangeText: "^1", range: range, use: use, isOptional: isOptional)
      #expect(edge.binds == (!isOptional && (use == .runtime || use == .build)))
    }
  }
}
