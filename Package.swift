// swift-tools-version: 6.2
import PackageDescription

// CI turns every warning into an error; a newer compiler's new warning must not stop a user's build.
let strict: [SwiftSetting] =
  Context.environment["CI"] == nil ? [] : [.treatAllWarnings(as: .error)]

let settings: [SwiftSetting] =
  [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
  ] + strict

/// A module of plain values.
func module(
  _ name: String, _ dependencies: [Target.Dependency] = [], embedding resources: [String] = []
) -> Target {
  .target(
    name: name, dependencies: dependencies, resources: resources.map { .embedInCode($0) },
    swiftSettings: settings)
}

/// A module that holds pointers or file descriptors: strict memory safety marks every unsafe use.
func edge(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: settings + [.strictMemorySafety()])
}

func tests(_ module: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .testTarget(
    name: "\(module)Tests",
    dependencies: [.byName(name: module), "TestSupport"] + dependencies,
    swiftSettings: settings)
}

let package = Package(
  name: "cairn",
  products: [.executable(name: "cairn", targets: ["cairn"])],
  targets: [
    // C edges: module maps and one shim header each.
    .systemLibrary(name: "CLibgit2", pkgConfig: "libgit2", providers: [.apt(["libgit2-dev"])]),
    .systemLibrary(name: "CLibcrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(name: "CLinux"),

    // Values. Nothing here touches the world.
    module("IndexModel"),
    module("JSONText"),
    edge("Cryptography", ["CLibcrypto", "IndexModel"]),
    edge("Compression", ["CZlib"]),
    module("Diagnostics", ["IndexModel", "JSONText", "Cryptography"]),
    module("Ownership", ["IndexModel"]),
    module("Resolution", ["IndexModel", "Registry"]),
    module("Search", ["IndexModel", "JSONText"]),

    // The middle: functions from values to values.
    module("Registry", ["IndexModel", "JSONText", "Diagnostics", "Cryptography", "Ownership"]),
    module(
      "Rules",
      ["IndexModel", "JSONText", "Diagnostics", "Ownership", "Registry", "Resolution"]),
    module(
      "Changes",
      [
        "IndexModel", "JSONText", "Diagnostics", "Ownership", "Registry", "Resolution", "Rules",
      ]),
    module(
      "Site",
      [
        "IndexModel", "JSONText", "Diagnostics", "Cryptography", "Compression", "Registry",
        "Resolution", "Search",
      ], embedding: ["Search/search.js"]),

    // The edges of the world.
    edge("GitStore", ["CLibgit2", "IndexModel"]),
    edge("Programs", ["CLinux"]),
    edge("Publishing", ["CLinux", "IndexModel", "Programs"]),
    edge("Preview", ["IndexModel"]),
    edge(
      "RegistryClient",
      [
        "IndexModel", "JSONText", "Cryptography", "Compression", "Programs", "Registry",
        "Resolution", "Search", "Site",
      ]),
    edge(
      "Authoring",
      ["IndexModel", "JSONText", "Diagnostics", "Cryptography", "Registry", "Rules"]),
    edge(
      "HubImport",
      ["IndexModel", "JSONText", "Diagnostics", "Registry", "Rules", "GitStore"]),
    module(
      "SmallFormImport",
      ["IndexModel", "JSONText", "Diagnostics", "Registry", "Rules", "Authoring"]),
    module("Arguments"),
    module("Skeleton", ["IndexModel", "JSONText", "Registry"]),

    // The tool.
    module(
      "CairnCommand",
      [
        "Arguments", "CLinux", "IndexModel", "JSONText", "Diagnostics", "Cryptography", "Ownership",
        "Registry", "Resolution", "Search", "Rules", "Changes", "Site", "GitStore", "Publishing",
        "Preview", "Programs", "RegistryClient", "Authoring", "HubImport", "SmallFormImport",
        "Skeleton",
      ]),
    .executableTarget(name: "cairn", dependencies: ["CairnCommand"], swiftSettings: settings),

    // What scripts/bench measures against; not a product.
    .executableTarget(
      name: "cairn-floor",
      dependencies: [
        "Compression", "GitStore", "IndexModel", "JSONText", "Ownership", "Registry", "Resolution",
        "Search", "Site",
      ],
      swiftSettings: settings + [.strictMemorySafety()]),

    // Tests.
    .target(
      name: "TestSupport", dependencies: ["IndexModel", "Diagnostics"], path: "Tests/TestSupport",
      swiftSettings: settings),
    tests("IndexModel"),
    tests("JSONText"),
    tests("Diagnostics", ["IndexModel", "JSONText"]),
    tests("Ownership", ["IndexModel"]),
    tests("Resolution", ["IndexModel"]),
    tests("Search", ["IndexModel", "JSONText"]),
    tests("Cryptography", ["IndexModel"]),
    tests("Compression"),
    tests("Registry", ["IndexModel", "JSONText", "Diagnostics"]),
    tests("Rules", ["IndexModel", "JSONText", "Diagnostics", "Registry"]),
    tests(
      "Changes", ["IndexModel", "JSONText", "Diagnostics", "Registry", "Resolution", "Rules"]),
    tests(
      "Authoring",
      ["IndexModel", "JSONText", "Diagnostics", "Cryptography", "Registry", "Rules"]),
    tests(
      "Site",
      ["IndexModel", "JSONText", "Registry", "Compression", "Cryptography", "Resolution", "Search"]),
    tests("GitStore", ["IndexModel"]),
    tests("Programs"),
    tests("Publishing", ["IndexModel", "GitStore"]),
    tests("Preview", ["IndexModel"]),
    tests(
      "RegistryClient",
      [
        "IndexModel", "JSONText", "Cryptography", "Registry", "Search", "Site", "Preview",
        "CairnCommand",
      ]),
    tests(
      "HubImport",
      ["IndexModel", "JSONText", "Diagnostics", "Registry", "Rules", "Changes", "GitStore"]),
    tests("SmallFormImport", ["IndexModel", "JSONText", "Diagnostics", "Registry", "Authoring"]),
    tests("Arguments"),
    tests("Skeleton", ["cairn", "IndexModel"]),
    tests(
      "CairnCommand",
      ["cairn", "IndexModel", "JSONText", "Diagnostics", "Registry", "Changes", "GitStore"]),
  ]
)
