internal import JSONText
internal import Registry

/// Settings that keep editors and git from changing what nobody meant to change.
enum Editors {
  static let editorConfig = SkeletonFile(
    ".editorconfig",
    """
    root = true

    [*]
    charset = utf-8
    end_of_line = lf
    insert_final_newline = true

    [*.{json,yml,yaml}]
    indent_style = space
    indent_size = 2

    # Files that releases carry are served byte by byte.
    [packages/*/*/**]
    charset = unset
    end_of_line = unset
    insert_final_newline = unset

    """)

  static let gitAttributes = SkeletonFile(
    ".gitattributes",
    """
    # The registry's own files have LF at the ends of lines on every machine. What releases carry is never converted: it
    # is served byte by byte. These lines stand here because index/ and packages/ may hold no file of this name.
    /index/** text eol=lf
    /packages/** -text
    /packages/*/*.json text eol=lf

    """)

  /// Tells VS Code, and those who read its settings, the schema of each kind of file.
  ///
  /// - Parameter schema: Where the schema of a kind is, by its name.
  static func settings(schema: (String) -> String) -> SkeletonFile {
    var writer = JSONWriter()
    writer.object { writer in
      writer.key("json.schemas")
      writer.array { writer in
        for kind in Kind.all {
          writer.object { writer in
            writer.key("fileMatch")
            writer.array { $0.string("/" + glob(kind.pathPattern)) }
            writer.member("url", schema(kind.name))
          }
        }
      }
    }
    return SkeletonFile(
      ".vscode/settings.json", String(decoding: writer.finish(), as: UTF8.self))
  }

  /// `index/projects/<name>.json` as `index/projects/*.json`.
  private static func glob(_ pattern: String) -> String {
    var glob = ""
    var isPlaceholder = false
    for character in pattern {
      if character == "<" { (glob, isPlaceholder) = (glob + "*", true) }
      if !isPlaceholder { glob.append(character) }
      if character == ">" { isPlaceholder = false }
    }
    return glob
  }
}
