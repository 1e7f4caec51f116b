/// Workflows for GitHub.
///
/// On GitHub a pull request runs the workflows as its own head has them, with a token that reads. So whatever such a run
/// says, its check, its artifact, is the word of a stranger; what counts is decided again by the workflow that merges,
/// and what is commented is worked out again by the workflow that comments. Both always run as the default branch has
/// them.
enum GitHub {
  static let files = [
    SkeletonFile(".github/workflows/cairn-check.yml", checkWorkflow),
    SkeletonFile(".github/workflows/cairn-comment.yml", commentWorkflow),
    SkeletonFile(".github/workflows/cairn-merge.yml", mergeWorkflow),
    SkeletonFile(".github/workflows/cairn-publish.yml", publishWorkflow),
    SkeletonFile(".github/cairn/action.yml", action),
    SkeletonFile(".github/cairn/people.sh", people),
  ]

  /// Other people's actions, each by the commit of a release: a tag can be moved.
  enum Pinned {
    static let cache = "actions/cache@27d5ce7f107fe9357f9df03efb73ab90386fccae # v5.0.5"
    static let uploadArtifact =
      "actions/upload-artifact@043fb46d1a93c77aae656e7c1c64a875d1fc6a0a # v7.0.1"
    static let deployPages =
      "actions/deploy-pages@cd2ce8fcbc39b97be8ca5fce6e763baed58fa128 # v5.0.0"
  }

  /// Has a script ask GitHub.
  static let api = #"""
    repository=$GITHUB_API_URL/repos/$GITHUB_REPOSITORY
    api() {
      curl --silent --show-error --fail --location --max-time 60 --header "Authorization: Bearer $TOKEN" \
        --header 'Accept: application/vnd.github+json' --header 'X-GitHub-Api-Version: 2022-11-28' "$@"
    }
    """#

  /// The step that makes the workspace a clone of the default branch, on GitHub and on Forgejo.
  ///
  /// - Parameter number: The expression that is the number of a pull request, whose head is wanted too.
  static func checkout(number: String? = nil) -> String {
    let pull = number == nil ? "" : "; fetch the pull request without checking it out"
    let wanted = number.map { "\n    NUMBER: ${{ \($0) }}" } ?? ""
    let guarded = number == nil ? fetch : "[ -n \"$NUMBER\" ] || exit 64\n" + fetch
    return #"""
      - name: Check out the default branch\#(pull)
        shell: bash
        env:
          TOKEN: ${{ github.token }}
          BRANCH: ${{ github.event.repository.default_branch }}\#(wanted)
        run: |
          \#(guarded.indented(by: 4))
      """#
  }

  /// Makes the workspace a clone of the default branch with all its history, and has the head of a pull request beside
  /// it as an object that is never checked out.
  static let fetch = #"""
    set -euo pipefail
    git config --global --add safe.directory "$PWD"
    git init --quiet .
    \#(Scripts.authorization("x-access-token", "TOKEN"))
    wanted=("+refs/heads/$BRANCH:refs/cairn/base")
    if [ -n "${NUMBER:-}" ]; then
      [[ $NUMBER =~ ^[1-9][0-9]{0,9}$ ]] || { echo "not the number of a pull request" >&2; exit 64; }
      wanted+=("+refs/pull/$NUMBER/head:refs/cairn/head")
    fi
    git fetch --quiet --no-tags "$GITHUB_SERVER_URL/$GITHUB_REPOSITORY" "${wanted[@]}"
    git checkout --quiet --detach refs/cairn/base
    """#
}
