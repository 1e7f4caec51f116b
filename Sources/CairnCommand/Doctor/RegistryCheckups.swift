internal import IndexModel
internal import Registry
internal import RegistryClient
internal import Site
internal import Skeleton

/// What is looked at of the registry's own settings, of its forge and of its site.
extension Checkup {
  /// Whoever runs the registry is known by the numbers of accounts, or by nobody.
  static let operations = Checkup(id: "operations") { patient in
    guard let head = patient.head, let settings = head.context.settings else { return [] }
    guard !settings.operations.isEmpty else {
      return [
        .problem(
          "nobody runs the registry",
          next: "name handles in \"roles\": {\"operations\": […]} of \(SourcePlace.registryPath)")
      ]
    }
    let lookup = Lookup(head.registry.snapshot, context: head.context)
    let forges = try patient.forges()
    let symptoms = try settings.operations.compactMap { reference -> Symptom? in
      let path = SourcePlace.path(ofIdentity: reference.text)
      guard let identity = try lookup.identity(reference.text) else {
        let trouble =
          try lookup.entry(at: path) == nil ? "there is no \(path)" : "\(path) cannot be read"
        return .problem(
          "\(reference.text) runs the registry, and \(trouble)",
          next: "\(patient.cairn) check says what is expected: nobody can act for \(reference.text)"
        )
      }
      let known = identity.accounts.filter { $0.id != nil }.map(\.forge)
      guard
        known.isEmpty || !forges.isEmpty && !forges.contains(where: { known.contains($0.rawValue) })
      else { return nil }
      let forge = forges.first?.rawValue ?? "github"
      return .problem(
        "\(reference.text) runs the registry without the number of an account at \(known.isEmpty ? "any forge" : forge)",
        next: "add \"accounts\": {\"\(forge)\": {\"id\": NUMBER}} to \"spec\" in \(path)")
    }
    return symptoms.isEmpty
      ? [.ok("whoever runs the registry has an account with a number")] : symptoms
  }

  static let workflows = Checkup(id: "workflows") { patient in
    let forges = try patient.forges()
    guard !forges.isEmpty else {
      return [
        .advice("there are no workflows of cairn here", next: "\(patient.cairn) init writes them")
      ]
    }
    var symptoms: [Symptom] = []
    for file in forges.flatMap(\.workflows) {
      guard let bytes = try patient.file(file.path) else {
        symptoms.append(
          .problem("\(file.path) is missing", next: "\(patient.cairn) init writes it"))
        continue
      }
      guard !bytes.elementsEqual(file.text.utf8) else { continue }
      symptoms.append(
        .advice(
          "\(file.path) was edited, or is of another version of cairn",
          next: "\(patient.cairn) init --print \(file.path) | diff \(file.path) -"))
    }
    return symptoms.isEmpty ? [.ok("the workflows are those of this version")] : symptoms
  }

  static let source = Checkup(id: "source") { patient in
    try patient.forges().map { forge in
      let path = forge.settings(Init.placeholder).path
      guard let source = try patient.file(path).flatMap(CairnSource.init(settings:)) else {
        return .problem(
          "\(path) does not say where workflows get cairn from",
          next: "write CAIRN_SOURCE=URL and CAIRN_REF=COMMIT there, a line each")
      }
      if source.isPlaceholder {
        return .problem(
          "\(path) still names \(source.url), which leads nowhere",
          next: "name the git repository of cairn there, and a commit")
      }
      return source.isPinned
        ? .ok("workflows build cairn at a commit")
        : .advice(
          "\(path) names cairn by \(source.reference), which can be moved",
          next: "name a commit by its full id")
    }
  }

  /// The forge would ask people for reviews, or demand them, by other rules than the registry's.
  static let forgeOwners = Checkup(id: "forge-owners") { patient in
    try Forge.ownerFiles.compactMap { name in
      let path = RepositoryPath(name)
      guard try patient.file(path) != nil else { return nil }
      return .advice(
        "\(path) is for the forge alone: cairn reads index/CODEOWNERS, and its handles are no logins",
        next: "take it out, unless the forge is to ask for reviews by it")
    }
  }

  static let baseURL = Checkup(id: "base-url") { patient in
    guard let settings = patient.head?.context.settings else { return [] }
    if let url = settings.baseURL { return [.ok("the site stands at \(url)")] }
    return [
      .advice(
        "the registry does not say where its site stands",
        next: "add \"baseURL\": \"https://…/\" to \"spec\" in \(SourcePlace.registryPath)")
    ]
  }

  /// Only where it is asked for: nothing else here uses the network.
  static let site = Checkup(id: "site") { patient in
    guard let site = patient.site, let head = patient.head else { return [] }
    let entry = try SiteReader.at(site).read(SiteLayout.index) ?? []
    guard PublishedGeneration.name(in: entry) != nil else {
      return [.problem("\(site) is no site of a registry", next: "see where it is published to")]
    }
    guard let found = PublishedGeneration(entry), found.isOfCommit(of: head.registry.source())
    else {
      return [
        .problem(
          "\(site) is not of the last commit here, or not by this version of cairn",
          next: "see whether its publishing has run; \(patient.git) pull, and look again")
      ]
    }
    return [.ok("\(site) is of the last commit")]
  }
}
