import Glibc
import Programs
import Testing

/// A program that is talked with.
@Suite struct ChildTests {
  private func child(_ script: String) throws -> Child {
    try Child.start("sh", ["-c", script], ["PATH=/usr/bin:/bin"])
  }

  @Test func answersWhatItIsAsked() throws {
    var child = try child("while read line; do echo \"<$line>\"; done; exit 3")
    for word in ["one", "two"] {
      #expect(child.input.sendAll(Array("\(word)\n".utf8), silence: .seconds(20)))
      #expect(child.output.receiveNext(silence: .seconds(20)) == Array("<\(word)>\n".utf8))
    }
    child.input.finish()
    #expect(child.output.receiveNext(silence: .seconds(20)) == [])
    #expect(child.wait(until: .now + .seconds(20)) == 3)
  }

  @Test func muchIsSentToASlowReader() throws {
    var child = try child("sleep 0.2; wc -c")
    let bytes = [UInt8](repeating: UInt8(ascii: "x"), count: 3 << 20)
    #expect(child.input.sendAll(bytes, silence: .seconds(20)))
    child.input.finish()
    #expect(child.output.receiveNext(silence: .seconds(20)) == Array("3145728\n".utf8))
    #expect(child.wait(until: .now + .seconds(20)) == 0)
  }

  @Test func oneThatDoesNothingIsNotWaitedForForEver() throws {
    var child = try child("exec sleep 60")
    let start = ContinuousClock.now
    #expect(child.output.receiveNext(silence: .milliseconds(100)) == [])
    let bytes = [UInt8](repeating: 0, count: 3 << 20)
    #expect(!child.input.sendAll(bytes, silence: .milliseconds(100)))
    child.stop()
    #expect(ContinuousClock.now - start < .seconds(20))
  }

  @Test func oneThatIsGoneIsNotSentTo() throws {
    var child = try child("exit 0")
    #expect(child.wait(until: .now + .seconds(20)) == 0)
    #expect(!child.input.sendAll([1], silence: .seconds(20)))
    #expect(!child.input.isOpen)
  }
}
