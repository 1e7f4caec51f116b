extension GitHub {
  /// Asks GitHub who pushed a commit and who approves of it.
  static let people = #"""
    #!/usr/bin/env bash
    # Asks GitHub who stands behind a pull request at exactly one commit.
    #
    # Usage: TOKEN=… BRANCH=… NUMBER=… HEAD=… [EVENT_ACTION=… SENDER=…] people.sh FOLDER
    # Writes FOLDER/actor, `github:<id>` or nothing, and FOLDER/approvals.json.
    #
    # The actor is who pushed HEAD to the branch that the pull request is about, if the same account opened the pull
    # request. Commits do not say it, and neither does whoever opened, labelled, reviewed or ran something: somebody else
    # may have pushed to the branch before. A record of workflow runs does not either: a pull request can change by which events its workflow runs. GitHub's own record of
    # pushes does. Whoever pushes to somebody else's branch, also by the button that updates it, has to approve in words.
    set -euo pipefail
    folder=$1
    [[ $NUMBER =~ ^[1-9][0-9]{0,9}$ && $HEAD =~ ^[0-9a-f]{40}$ ]] ||
      { echo "expected the number of a pull request and a commit" >&2; exit 64; }
    mkdir -p "$folder"

    get() {
      curl --silent --show-error --fail --max-time 60 --retry 2 \
        --header "Authorization: Bearer $TOKEN" --header 'Accept: application/vnd.github+json' \
        --header 'X-GitHub-Api-Version: 2022-11-28' "$GITHUB_API_URL/$1"
    }

    pull=$(get "repos/$GITHUB_REPOSITORY/pulls/$NUMBER")
    jq --exit-status --arg head "$HEAD" --arg branch "$BRANCH" \
      '.state == "open" and .head.sha == $head and .base.ref == $branch' <<<"$pull" >/dev/null ||
      { echo "#$NUMBER is not open for $BRANCH at $HEAD any more: a later run decides" >&2; exit 1; }

    pusher() {
      case ${EVENT_ACTION:-} in
        synchronize)
          printf '%s' "$SENDER"
          return
          ;;
      esac
      local repository ref query
      repository=$(jq --raw-output '.head.repo.full_name // empty' <<<"$pull")
      [[ $repository =~ ^[A-Za-z0-9._-]+/[A-Za-z0-9._-]+$ ]] || return 0
      ref=$(jq --raw-output '"refs/heads/" + .head.ref' <<<"$pull")
      query=$(jq --raw-output --null-input --arg ref "$ref" '$ref | @uri')
      # The last thing that happened to the branch has to be the push of this very commit.
      get "repos/$repository/activity?per_page=1&ref=$query" |
        jq --raw-output --arg head "$HEAD" --arg ref "$ref" '.[0] // {}
          | select(.ref == $ref and .after == $head)
          | select(.activity_type | IN("push", "force_push", "branch_creation"))
          | .actor.id // empty'
    }

    author=$(jq --raw-output '.user.id // empty' <<<"$pull")
    pusher=$(pusher) || pusher=
    if [[ $author =~ ^[1-9][0-9]*$ && $pusher == "$author" ]]; then
      printf 'github:%s' "$author" >"$folder/actor"
    else
      : >"$folder/actor"
    fi

    # What each reviewer said last counts, if it was a decision.
    page=1
    : >"$folder/reviews.json"
    while [ "$page" -le 100 ]; do
      reviews=$(get "repos/$GITHUB_REPOSITORY/pulls/$NUMBER/reviews?per_page=100&page=$page")
      printf '%s\n' "$reviews" >>"$folder/reviews.json"
      [ "$(jq length <<<"$reviews")" -eq 100 ] || break
      page=$((page + 1))
    done
    # A flood of reviews must not hide the last word of somebody.
    [ "$page" -le 100 ] || { echo "#$NUMBER has more reviews than are read" >&2; exit 1; }
    jq --slurp '[.[][]
      | select(.user.id != null and (.state | IN("APPROVED", "CHANGES_REQUESTED", "DISMISSED")))]
      | group_by(.user.id) | map(max_by([.submitted_at // "", .id]))
      | {approvals: [.[] | select(.state == "APPROVED" and .commit_id != null)
          | {account: "github:\(.user.id)", commit: .commit_id}]}' \
      "$folder/reviews.json" >"$folder/approvals.json"
    rm "$folder/reviews.json"

    """#
}
