extension Scripts {
  /// Builds the site over the one that was published last, which it may alter only where `REWRITE` says so.
  ///
  /// - Parameter target: The option that says where to.
  static func build(_ target: String) -> String {
    #"""
    set -euo pipefail
    options=()
    [ "$REWRITE" != true ] || options=(--allow-rewrite)
    cairn build \#(target) "${options[@]}"
    """#
  }

  /// The input of a workflow by which somebody who may start it sets `REWRITE`.
  static let rewriteInput = #"""
    allow-rewrite:
      description: Publish although releases that were published are altered or gone
      type: boolean
      default: false
    """#
}
