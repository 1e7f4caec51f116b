internal import Arguments
internal import Authoring
internal import IndexModel
internal import Registry

/// Makes the files of a release from what the command line says and what lies on this machine.
struct ReleaseFileMaking {
  let package: PackageID
  let version: Version
  let context: Context
  let arguments: ParsedArguments

  /// Files for the version index, and what the registry itself is to carry.
  struct Made {
    var files: [NewFile] = []
    var carried: [Draft] = []
  }

  func make(_ descriptions: [ReleaseFiles.Description]) throws -> Made {
    var made = Made()
    for description in descriptions {
      let name = description.name ?? self.name(of: description)
      var file: NewFile
      if description.isCarried {
        let draft = try carried(description, name)
        let path = "\(version.pathText)/\(name)"
        file = NewFile(name: name, role: role(description, name), location: .carried(path))
        made.carried.append(draft)
      } else {
        file = try elsewhere(description, name)
      }
      file.mediaType = description.mediaType ?? file.mediaType
      file.key = description.key
      file.of = description.subject
      made.files.append(file)
    }
    let names = made.files.map(\.name)
    for at in made.files.indices where made.files[at].of == nil && made.files[at].isAboutAnother {
      made.files[at].of = FileSuffix.subject(of: made.files[at].name, among: names)
    }
    return made
  }

  /// A file whose bytes stand at a URL.
  private func elsewhere(
    _ description: ReleaseFiles.Description, _ name: String
  ) throws -> NewFile {
    guard let path = description.file else {
      guard let sha256 = description.sha256 else {
        throw arguments.misuse(
          "\(description.words) needs '--sha256 <hex>' too, or the file itself with '--file <path>'"
        )
      }
      return NewFile(
        name: name, role: role(description, name),
        location: .url(description.url ?? "", sha256: sha256), size: description.size)
    }
    let file = try LocalFile(hashing: path)
    if let sha256 = description.sha256, sha256 != file.sha256.hex {
      throw Failure(
        .findings, "\(path) has the SHA-256 \(file.sha256), not \(sha256)",
        wayOut: "make sure that it is the file that was meant; --sha256 may be left out")
    }
    if let size = description.size, size != file.size {
      throw Failure(
        .findings, "\(path) has \(file.size) bytes, not \(size)",
        wayOut: "make sure that it is the file that was meant; --size may be left out")
    }
    return NewFile(
      name: name, role: role(description, name),
      location: .url(try url(description, name), sha256: file.sha256.hex), size: file.size)
  }

  private func url(_ description: ReleaseFiles.Description, _ name: String) throws -> String {
    if let url = description.url { return url }
    guard let template = context.policy.artifactURL else {
      throw arguments.misuse(
        "\(description.words) needs '--url <url>' too, for the registry has no policy.artifactURL "
          + "that would say where the file will stand; a small file may be carried with --carry")
    }
    return template.url(
      project: package.project.text, package: package.name.text, version: version.pathText,
      file: name)
  }

  /// A file that the registry carries: where its bytes are to go.
  private func carried(_ description: ReleaseFiles.Description, _ name: String) throws -> Draft {
    guard let path = description.file else {
      throw arguments.misuse("'--carry' needs '--file <path>': the bytes have to be here")
    }
    guard description.url == nil, description.sha256 == nil, description.size == nil else {
      throw arguments.misuse(
        "a carried file has no --url, --sha256 and --size: the registry holds the bytes themselves")
    }
    do throws(FileName.Problem) {
      _ = try FileName(name)
    } catch {
      throw arguments.misuse("'\(name)' is no name for a file of a release: \(error.message)")
    }
    let folder = SourcePlace.folder(of: package, layout: context.layout)
    return Draft(
      path: folder.appending(version.pathText).appending(name),
      after: try LocalFile.bytes(of: path, limit: context.policy.fileBytes))
  }

  private func role(
    _ description: ReleaseFiles.Description, _ name: String
  ) -> Release.File.Role {
    description.role?.role ?? FileSuffix.role(of: name)
  }

  /// The last part of the path, or of the URL without its query.
  private func name(of description: ReleaseFiles.Description) -> String {
    let path = description.file ?? description.url.map { String($0.prefix { $0 != "?" }) } ?? ""
    return path.split(separator: "/").last.map(String.init) ?? ""
  }
}

extension NewFile {
  fileprivate var isAboutAnother: Bool { role == .signature || role == .checksum }
}
