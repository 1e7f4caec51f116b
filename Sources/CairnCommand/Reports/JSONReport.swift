internal import Changes
internal import Diagnostics
internal import IndexModel
internal import JSONText

extension JSONWriter {
  /// The members of the answer to `cairn check`.
  mutating func members(of report: CheckReport) {
    member("verdict", report.outcome.rawValue)
    key("findings")
    findings(report.findings, in: report.sources)
    report.waivers.write(to: &self)
    guard let change = report.change else { return }
    key("changes")
    array { writer in
      for decision in change.decisions { writer.object { $0.decision(decision) } }
    }
    key("effects")
    object { writer in
      writer.effects(change.effects)
      writer.impact(change.impact)
    }
    witnesses(change.witnesses)
    if let behind = change.behind { member("behind", behind) }
  }

  private mutating func witnesses(_ witnesses: Witnesses) {
    key("present")
    array { writer in
      if let actor = witnesses.actor { writer.object { $0.witness(actor, "actor") } }
      for approver in witnesses.approvers { writer.object { $0.witness(approver, "approver") } }
    }
    key("ignored")
    array { writer in
      for ignored in witnesses.ignored {
        writer.object { writer in
          writer.member("account", ignored.approval.account.text)
          writer.member("commit", ignored.approval.commit.hex)
          writer.member("reason", ignored.reason.rawValue)
        }
      }
    }
  }

  private mutating func witness(_ witness: Witnesses.Witness, _ part: String) {
    member("account", witness.account.text)
    member("as", part)
    if let handle = witness.handle { member("handle", handle) }
  }

  /// The members of effects.
  mutating func effects(_ effects: Effects) {
    key("latest")
    array { writer in
      for move in effects.latest {
        writer.object { writer in
          writer.member("path", move.path.text)
          if let from = move.from { writer.member("from", from.text) }
          if let to = move.to { writer.member("to", to.text) }
        }
      }
    }
    documents("appearing", effects.appearing)
    documents("leaving", effects.leaving)
  }

  private mutating func documents(_ key: String, _ documents: [Effects.ReleaseDocument]) {
    self.key(key)
    array { writer in
      for document in documents {
        writer.object { writer in
          writer.member("path", document.path.text)
          writer.member("package", document.package.text)
          writer.member("version", document.version)
          writer.member("stage", document.stage.text)
        }
      }
    }
  }
}
