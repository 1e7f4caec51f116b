import Glibc
import Programs
import Testing

@Suite struct ExternalProgramTests {
  private func run(
    _ script: String, input: String = "", silence: Duration = .seconds(20),
    patience: Duration = .seconds(20)
  ) throws -> (output: String, ending: ExternalProgram.Ending) {
    var output: [UInt8] = []
    let program = ExternalProgram(
      name: "sh", arguments: ["-c", script], environment: ["PATH=/usr/bin:/bin", "ONLY=this"],
      silence: silence, patience: patience)
    let ending = try program.run(input: Array(input.utf8)) { output += $0 }
    return (String(decoding: output, as: UTF8.self), ending)
  }

  @Test func talksThroughThreeStreamsAndNoOther() throws {
    let secret = open("/dev/null", O_RDONLY)  // without O_CLOEXEC: a helper would inherit it
    defer { close(secret) }
    // The folder of the descriptors is itself open while it is listed.
    let (output, ending) = try run("cat; ls /proc/self/fd; echo oops >&2; exit 7", input: "hello\n")
    #expect(output == "hello\n0\n1\n2\n3\n")
    #expect(ending.status == 7)
    #expect(ending.errors == "oops\n")
  }

  @Test func seesOnlyTheEnvironmentThatItIsGiven() throws {
    setenv("SECRET", "token", 1)
    let lines = try run("env").output.split(separator: "\n")
    let variables = Set(lines.map { $0.prefix { $0 != "=" } })
    #expect(variables.subtracting(["PATH", "ONLY", "PWD", "OLDPWD", "SHLVL", "_"]).isEmpty)
  }

  @Test func longInputAndOutputDoNotBlockEachOther() throws {
    let input = String(repeating: "0123456789abcde\n", count: 1 << 17)
    let (output, ending) = try run("cat; cat /dev/null >&2", input: input)
    #expect(output == input)
    #expect(ending.status == 0)
  }

  @Test func oneThatDoesNotReadItsInputIsNoHarm() throws {
    let input = String(repeating: "x", count: 1 << 22)
    #expect(try run("exec 0<&-; echo done", input: input).output == "done\n")
  }

  @Test func oneThatTakesTooLongIsEnded() throws {
    let start = ContinuousClock.now
    let (output, ending) = try run("echo begun; exec sleep 60", silence: .milliseconds(300))
    #expect(output == "begun\n")
    #expect(ending.status == nil)
    let talker = try run("while :; do echo on; sleep 0.05; done", patience: .milliseconds(500))
    #expect(talker.ending.status == nil)
    let deaf = try run("exec >&- 2>&-; exec sleep 60", patience: .milliseconds(500))
    #expect(deaf.ending.status == nil)
    #expect(ContinuousClock.now - start < .seconds(15))
  }

  @Test func oneThatIsNotThereIsAnError() throws {
    let program = ExternalProgram(
      name: "cairn-no-such-program", arguments: [], environment: [], silence: .seconds(1),
      patience: .seconds(1))
    #expect(throws: NoProgram(name: "cairn-no-such-program", errno: ENOENT)) {
      try program.run(input: []) { _ in }
    }
  }
}
