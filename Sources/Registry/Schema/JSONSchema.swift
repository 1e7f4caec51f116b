public import JSONText

extension Schema {
  /// Writes the shape as a JSON Schema (draft 2020-12), for editors and other tools.
  ///
  /// It accepts no less than the check of a file: what a pattern cannot say is left to `cairn
  /// check`.
  ///
  /// - Parameters:
  ///   - id: The schema's place, as a reference relative to the site.
  ///   - isOpen: Whether unknown keys are accepted, as in documents that later versions may add to.
  public func writeJSONSchema(
    id: String, title: String, summary: String, isOpen: Bool, into writer: inout JSONWriter
  ) {
    writer.object { writer in
      writer.member("$schema", "https://json-schema.org/draft/2020-12/schema")
      writer.member("$id", id)
      writer.member("title", title)
      writer.member("description", summary)
      write(into: &writer, isOpen: isOpen)
    }
  }

  private func write(into writer: inout JSONWriter, isOpen: Bool) {
    switch shape {
    case .anything: break
    case .either(let shapes):
      writer.key("anyOf")
      writer.array { writer in
        for shape in shapes { writer.object { shape.write(into: &$0, isOpen: isOpen) } }
      }
    case .object(let members): write(members, into: &writer, isOpen: isOpen)
    case .map(let keys, let values, let atLeast):
      writer.member("type", "object")
      if atLeast > 0 { writer.member("minProperties", atLeast) }
      if keys.pattern != nil || keys.maximumBytes != nil {
        writer.key("propertyNames")
        writer.object { keys.write(into: &$0) }
      }
      writer.key("additionalProperties")
      writer.object { values.write(into: &$0, isOpen: isOpen) }
    case .array(let element, _, let atLeast):
      writer.member("type", "array")
      if atLeast > 0 { writer.member("minItems", atLeast) }
      writer.key("items")
      writer.object { element.write(into: &$0, isOpen: isOpen) }
    case .string(let format):
      writer.member("type", "string")
      format.write(into: &writer)
    case .choice(let values):
      writer.key("enum")
      writer.array { writer in for value in values { writer.string(value) } }
    case .integer(let range):
      writer.member("type", "integer")
      writer.member("minimum", range.lowerBound)
      writer.member("maximum", range.upperBound)
    case .boolean: writer.member("type", "boolean")
    case .null: writer.member("type", "null")
    }
  }

  private func write(_ members: [Member], into writer: inout JSONWriter, isOpen: Bool) {
    writer.member("type", "object")
    let required = members.filter(\.isRequired)
    if !required.isEmpty {
      writer.key("required")
      writer.array { writer in for member in required { writer.string(member.key) } }
    }
    writer.key("properties")
    writer.object { writer in
      for member in members {
        writer.key(member.key)
        writer.object { writer in
          writer.member("description", member.summary)
          if let value = member.defaultValue {
            writer.key("default")
            writer.value(value)
          }
          member.schema.write(into: &writer, isOpen: isOpen)
        }
      }
    }
    if !isOpen { writer.member("additionalProperties", false) }
  }
}

extension Format {
  fileprivate func write(into writer: inout JSONWriter) {
    if let pattern { writer.member("pattern", pattern) }
    if let standardName { writer.member("format", standardName) }
    if let maximumBytes { writer.member("maxLength", maximumBytes) }
  }
}
