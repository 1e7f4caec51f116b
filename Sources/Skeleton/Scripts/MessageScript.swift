extension Scripts {
  /// Sets `message` to the trailers of the merge commit, as one JSON string: who made the change, and who approved of
  /// exactly `HEAD`. Titles and texts of people do not get in: a trailer in them would speak for somebody else.
  static let message = #"""
    message=$(jq --null-input --compact-output --rawfile actor cairn-result/actor --arg head "$HEAD" \
      --slurpfile file cairn-result/approvals.json '[
        ($actor | select(test("^[a-z]+:[0-9]+$")) | "Cairn-Actor: " + .),
        ($file[0].approvals[] | select(.commit == $head) | "Cairn-Approved-by: " + .account)
      ] | join("\n")')
    """#
}
