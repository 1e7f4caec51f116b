/// Publishing over the site that was published last, which stands in a branch: by it the build knows what it must not
/// alter, on a machine that has nothing else.
extension Scripts {
  /// Gets the branch, and hands on as `old` which commit of it that is, if there is one.
  static func fetchSite(_ branch: String) -> String {
    #"""
    set -euo pipefail
    \#(authorization("x-access-token", "TOKEN"))
    place=$GITHUB_SERVER_URL/$GITHUB_REPOSITORY
    old=
    # There is none before the first was published.
    if [ -n "$(git ls-remote "$place" refs/heads/\#(branch))" ]; then
      git fetch --quiet --no-tags "$place" +refs/heads/\#(branch):refs/heads/\#(branch)
      old=$(git rev-parse refs/heads/\#(branch))
    fi
    printf 'old=%s\n' "$old" >>"$GITHUB_OUTPUT"
    """#
  }

  /// Builds the site over the one that is there, all of it anew: whatever became of its files, and whatever version of cairn
  /// the last was built by.
  ///
  /// - Parameters:
  ///   - target: The option that says where to.
  ///   - variable: Only where this is `true` may it alter what was published.
  static func buildSite(_ target: String, rewritingBy variable: String = "REWRITE") -> String {
    #"""
    set -euo pipefail
    options=()
    [ "${\#(variable):-}" != true ] || options=(--allow-rewrite)
    cairn build --full \#(target) "${options[@]}"
    """#
  }

  /// Pushes the branch over the commit of it that the build began with, `OLD`, and over no other.
  static func pushSite(_ branch: String) -> String {
    #"""
    set -euo pipefail
    \#(authorization("x-access-token", "TOKEN"))
    git push --quiet --force-with-lease="refs/heads/\#(branch):$OLD" "$GITHUB_SERVER_URL/$GITHUB_REPOSITORY" \
      refs/heads/\#(branch)
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
