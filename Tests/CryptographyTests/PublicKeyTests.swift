import Cryptography
import Testing

@Suite struct PublicKeyTests {
  static let ed25519 =
    "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIFr3qmGo9oFzmL9xf6zSMyZPmfLJ0I9atsiVSxsFCiPB"
  static let rsa =
    "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABAQCeuYlkEmfmOwdClaXilR0dmmtlntCzofui0xQ+cKXhf5okO/f8"
    + "xEyQ9P90wy/xJpd782EpabVkva7QCV4UrhB8duBGPyLgoQ/CmqUtZTEPRLrvjwCCrMMldcj4ZMuNg4H1RBx0ATI8"
    + "80Ol1kjVtrfj0fG6BHukx1nw3jXXQaCG+ZYL+86M6E8i9rN8Sbf8HdKJBVucpXrMkLJ6IzEnJc++dxol1jggGatu"
    + "nhZm0+/oOtBCK+2c3icrzSjVcl2GE5i3+Hw4cbM42aAnR/MNhHPR9RmJnYOB54neEL+NK4ycfxX++qAiHfbGljlM"
    + "mR2c35dG1tOoyyx4HMNs2dX53kF9"
  static let weakRSA =
    "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAAgQDWuHy9bhZIS1H3NkqmFyHvpGocb9M7FIei9J+rhqVcssJvVQRl"
    + "QhZiXeOo6CEZmR2DYRGrpNsXBdt9MlKM95j+1cElhgsrNjgSl5+HX+s8dnx58yQYC021Xgc5MSAHflZdPQ4knGbW"
    + "9Euh1V8ilZhuTGbw43HgzlmPLHfcOXswuw=="
  static let ecdsa =
    "ecdsa-sha2-nistp256 AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABBBPaft8QvrSrKEg/8"
    + "gr4j9HK04H4yTVX3LS9mbawqEZJh9JVP2MDfRSRYvWJqkw9zmN682sFPudZXoEH5h5bngaU="
  static let ecdsa521 =
    "ecdsa-sha2-nistp521 AAAAE2VjZHNhLXNoYTItbmlzdHA1MjEAAAAIbmlzdHA1MjEAAACFBAAFYgkWsycZEVnz"
    + "wxxq2Qm5JHjxI81sBOGPHdp0k5Hk1OhT6YrnVJZ0M8Nwymvt4QcrIOd5Q2yuHFUvx0rACBBeeQDgL9Xr66TK6hLa"
    + "H8oP5g9fjZJ365L9ywTjVFMB2g1mAZ5jPW8PWSGaJvtdSyi6399mA8BMdmfJWoQbSOQ/AwIdOg=="

  /// What `ssh-keygen -l` says of them, in hexadecimal.
  @Test(arguments: [
    (
      ed25519, "ssh-ed25519", "7f75e53938fe7e597de494a47ac6b56d7dd8584727ccf59556cb46704f81a906"
    ),
    (rsa, "ssh-rsa", "b4a6878f7be093bc2b5df90e42232c2f1e9e0b8838dce82b3f258eece6e5fa57"),
    (
      ecdsa, "ecdsa-sha2-nistp256",
      "9981453bcae1dbf0d730a691e15dc245ae9fa44024c726ae8817e83ecb233a7c"
    ),
    (
      ecdsa521, "ecdsa-sha2-nistp521",
      "8b549dbe5205c5dac007b5f79719cc6b3dbc6c5d67e04d9831a383c35372d4dd"
    ),
  ])
  func fingerprintsAreThoseOfOpenSSH(_ text: String, _ algorithm: String, _ fingerprint: String)
    throws
  {
    let key = try PublicKey(text, kind: .ssh)
    #expect(key.algorithm == algorithm)
    #expect(key.fingerprint == fingerprint)
    let commented = try PublicKey(text + " dave at example.org", kind: .ssh)
    #expect(commented.fingerprint == fingerprint)
    #expect(commented.text == text + " dave at example.org")
  }

  static let bad: [(String, KeyProblem)] = [
    ("", KeyProblem.notALine), ("ssh-ed25519", .notALine), ("ssh-ed25519 ", .notALine),
    (" " + ed25519, .notALine), ("ssh-ed25519  AAAA", .notALine),
    ("-----BEGIN OPENSSH PRIVATE KEY-----", .privateKey),
    (ed25519 + "\n", .forbidden(0x0A, at: 80)), ("ssh-ed25519\tAAAA", .forbidden(0x09, at: 11)),
    ("ssh-dss AAAA", .unknownAlgorithm("ssh-dss")),
    ("no-pty " + ed25519, .unknownAlgorithm("no-pty")),
    ("ssh-ed25519 AAA", .badBase64), ("ssh-ed25519 AAA=", .badBlob(algorithm: "ssh-ed25519")),
    ("ssh-ed25519 AAB=", .badBase64), ("ssh-ed25519 AAAA====", .badBase64),
    ("ssh-ed25519 ====", .badBase64), ("ssh-ed25519 AA-_", .badBase64),
    (ed25519 + "AAAA", .badBlob(algorithm: "ssh-ed25519")),
    (String(ed25519.dropLast(4)), .badBlob(algorithm: "ssh-ed25519")),
    // A length of 2^32 - 1.
    ("ssh-ed25519 /////w==", .badBlob(algorithm: "ssh-ed25519")),
    (weakRSA, .weakRSA(bits: 1_024)),
    (
      "ssh-rsa " + ed25519.dropFirst(12), .otherAlgorithm(found: "ssh-ed25519", expected: "ssh-rsa")
    ),
    ("ssh-ed25519 " + String(repeating: "A", count: 4_085), .tooLong(4_097)),
  ]

  @Test(arguments: bad)
  func refusesWhatIsNoWholeKey(_ text: String, _ problem: KeyProblem) {
    #expect(throws: problem) { try PublicKey(text, kind: .ssh) }
    #expect(problem.message.last != ".")
  }

  @Test func everyCutIsRefused() {
    for text in [Self.ed25519, Self.ecdsa, Self.rsa] {
      for count in 0..<text.utf8.count {
        #expect(throws: KeyProblem.self) { try PublicKey(String(text.prefix(count)), kind: .ssh) }
      }
    }
  }

  @Test func openPGPKeysAreTheirFingerprints() throws {
    for count in [40, 64] {
      let text = String(repeating: "0a", count: count / 2)
      #expect(try PublicKey(text, kind: .openpgp).fingerprint == text)
    }
    #expect(throws: KeyProblem.wrongFingerprintLength(39)) {
      try PublicKey(String(repeating: "0", count: 39), kind: .openpgp)
    }
    #expect(throws: KeyProblem.badFingerprint(0x41, at: 0)) {
      try PublicKey("A" + String(repeating: "0", count: 39), kind: .openpgp)
    }
  }
}
