extension Forgejo {
  /// Asks Forgejo who pushed a commit and who approves of it.
  static let people = #"""
    #!/usr/bin/env bash
    # Asks Forgejo who stands behind a pull request at exactly one commit.
    #
    # Usage: TOKEN=… BRANCH=… NUMBER=… HEAD=… [EVENT_ACTION=… SENDER=…] people.sh FOLDER
    # Writes FOLDER/actor, `forgejo:<id>` or nothing, and FOLDER/approvals.json.
    #
    # The actor is who pushed HEAD to the branch that the pull request is about, if the same account opened the pull
    # request. Commits do not say it, and neither does whoever opened, labelled or ran something: somebody else may have
    # pushed to the branch before. Whoever pushes to somebody else's branch has to approve in words.
    set -euo pipefail
    folder=$1
    [[ $NUMBER =~ ^[1-9][0-9]{0,9}$ && $HEAD =~ ^[0-9a-f]{40}$ ]] ||
      { echo "expected the number of a pull request and a commit" >&2; exit 64; }
    mkdir -p "$folder"

    get() {
      curl --silent --show-error --fail --max-time 60 --retry 2 \
        --header "Authorization: token $TOKEN" --header 'Accept: application/json' "$GITHUB_API_URL/$1"
    }

    pull=$(get "repos/$GITHUB_REPOSITORY/pulls/$NUMBER")
    jq --exit-status --arg head "$HEAD" --arg branch "$BRANCH" \
      '.state == "open" and .head.sha == $head and .base.ref == $branch' <<<"$pull" >/dev/null ||
      { echo "#$NUMBER is not open for $BRANCH at $HEAD any more: a later run decides" >&2; exit 1; }

    pusher() {
      case ${EVENT_ACTION:-} in
        synchronize | synchronized)
          printf '%s' "$SENDER"
          return
          ;;
      esac
      local repository ref
      repository=$(jq --raw-output '.head.repo.full_name // empty' <<<"$pull")
      [[ $repository =~ ^[A-Za-z0-9._-]+/[A-Za-z0-9._-]+$ ]] || return 0
      ref=$(jq --raw-output '"refs/heads/" + .head.ref' <<<"$pull")
      # The last push to the branch has to be the push of this very commit.
      get "repos/$repository/activities/feeds?limit=50" |
        jq --raw-output --arg head "$HEAD" --arg ref "$ref" '
          [.[] | select(.op_type == "commit_repo" and .ref_name == $ref)][0] // {}
          | select((.content | fromjson?).HeadCommit.Sha1 == $head) | .act_user_id // empty'
    }

    author=$(jq --raw-output '.user.id // empty' <<<"$pull")
    pusher=$(pusher) || pusher=
    if [[ $author =~ ^[1-9][0-9]*$ && $pusher == "$author" ]]; then
      printf 'forgejo:%s' "$author" >"$folder/actor"
    else
      : >"$folder/actor"
    fi

    # What each reviewer said last counts, if it was a decision. An instance may give fewer a page than were asked for.
    page=1
    : >"$folder/reviews.json"
    while [ "$page" -le 200 ]; do
      reviews=$(get "repos/$GITHUB_REPOSITORY/pulls/$NUMBER/reviews?limit=50&page=$page")
      [ "$(jq length <<<"$reviews")" -gt 0 ] || break
      printf '%s\n' "$reviews" >>"$folder/reviews.json"
      page=$((page + 1))
    done
    # A flood of reviews must not hide the last word of somebody.
    [ "$page" -le 200 ] || { echo "#$NUMBER has more reviews than are read" >&2; exit 1; }
    jq --slurp '[.[][]
      | select((.user.id // 0) > 0 and (.state | IN("APPROVED", "REQUEST_CHANGES")))]
      | group_by(.user.id) | map(max_by([.submitted_at // "", .id]))
      | {approvals: [.[] | select(.state == "APPROVED" and (.dismissed | not) and (.commit_id // "") != "")
          | {account: "forgejo:\(.user.id)", commit: .commit_id}]}' \
      "$folder/reviews.json" >"$folder/approvals.json"
    rm "$folder/reviews.json"

    """#
}
