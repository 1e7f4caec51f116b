import Authoring
import Cryptography
import IndexModel
import JSONText
import Registry
import Rules
import Testing

@Suite struct NewResourceTests {
  private let moment: Moment = Moment(commit: nil, now: .latest)

  @Test func aNewRegistryBreaksNoRule() throws {
    let desk = try Desk()
    let drafts = NewResource.registry(
      try Name("example"), baseURL: "https://registry.example.org/",
      operations: [try Name("ada"), try Name("bob")],
      accounts: [try AccountClaim("github:12/ada")])
    #expect(
      drafts.map(\.path.description) == [
        "index/registry.json", "index/identities/ada.json", "index/identities/bob.json",
        "index/CODEOWNERS",
      ])
    let review = try Review(drafts, of: desk.checkout, moment: moment)
    #expect(review.findings == [])
    #expect(review.context.settings?.operations.map(\.text) == ["ada", "bob"])
  }

  @Test func everyNewFileIsCanonicalAndBreaksNoRule() throws {
    let desk = try Desk(Sample.files)
    let ada = try Name("ada")
    let context = try Review.context(of: desk.checkout)
    let key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ+0/PhJaE2Ey83+cqH0k5iAKNY3nNN2N4d4xI1NQ3gK"
    let resources = [
      NewResource.project(try Name("zed"), title: "Zed", description: "Z.", admins: [ada]),
      NewResource.package(
        try PackageID("acme/libbar"), layout: .flat, owner: ada,
        about: PackageWords(
          title: "Bar", description: "One\nTwo", license: "MIT", homepage: "https://x.example",
          repository: "https://x.example/git")),
      NewResource.identity(
        try Name("dave"),
        accounts: [try AccountClaim("github:3/dave"), try AccountClaim("gitlab:dave")],
        keys: [try KeyClaim(bytes(key + " dave@desk\n"))]),
      NewResource.packageIndex(try Name("stable"), description: "S.", owner: ada),
    ]
    for resource in resources {
      let review = try Review([resource.draft(context)], of: desk.checkout, moment: moment)
      #expect(review.findings == [], "\(resource.path)")
    }
  }

  @Test func namesTheSchemaWhereTheSiteIsKnown() throws {
    let desk = try Desk(Sample.files)
    let project = NewResource.project(try Name("zed"), admins: [])
    let plain = project.draft(try Review.context(of: desk.checkout))
    #expect(!text(plain.after).contains("$schema"))
    let registry = NewResource.registry(
      try Name("example"), baseURL: "https://r.example.org/x/", operations: [])
    let other = try Desk()
    try other.checkout.write(registry)
    let draft = project.draft(try Review.context(of: other.checkout))
    #expect(
      text(draft.after).contains(
        #""$schema": "https://r.example.org/x/schema/v1/project.schema.json","#))
  }

  @Test func placesAPackageByTheLayout() throws {
    let package = NewResource.package(
      try PackageID("acme/LibFoo"), layout: .sharded, owner: try Name("ada"))
    #expect(package.path == "packages/acme/li/bf/LibFoo.json")
  }
}

@Suite struct ClaimTests {
  @Test(
    arguments: [
      ("github:12", 12, nil), ("github:ada", nil, "ada"), ("github:12/ada", 12, "ada"),
      ("github:bot[bot]", nil, "bot[bot]"),
    ] as [(String, Int?, String?)])
  func readsAccounts(_ text: String, _ id: Int?, _ login: String?) throws {
    let claim = try AccountClaim(text)
    #expect(claim.forge == "github" && claim.id == id && claim.login == login && claim.text == text)
  }

  @Test(arguments: ["github", "github:", "github:ada/12", "github:12/", "GitHub:12", "github:0"])
  func refusesOtherTexts(_ text: String) {
    #expect(throws: Account.Problem.self) { try AccountClaim(text) }
  }

  @Test func joinsANumberAndALogin() throws {
    let number = try AccountClaim("github:12")
    let login = try AccountClaim("github:ada")
    #expect(number.merged(with: login)?.text == "github:12/ada")
    #expect(login.merged(with: number)?.text == "github:12/ada")
    #expect(number.merged(with: number) == number)
    #expect(number.merged(with: try AccountClaim("github:13")) == nil)
    #expect(number.merged(with: try AccountClaim("gitlab:ada")) == nil)
  }

  @Test func readsKeysByTheirForm() throws {
    #expect(try KeyClaim(bytes(String(repeating: "a1", count: 20) + "\n")).kind == .openpgp)
    #expect(throws: KeyProblem.privateKey) { try KeyClaim(bytes("-----BEGIN OPENSSH PRIVATE")) }
    #expect(throws: KeyProblem.notALine) { try KeyClaim(bytes("hello")) }
  }
}
