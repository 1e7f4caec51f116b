extension GitLab {
  /// Asks GitLab who pushed a commit and who approves of it.
  static let people = #"""
    #!/usr/bin/env bash
    # Asks GitLab who stands behind a merge request at exactly one commit.
    #
    # Usage: CAIRN_TOKEN=… MERGE_REQUEST=… HEAD=… people.sh FOLDER
    # Writes FOLDER/actor, `gitlab:<id>` or nothing, and FOLDER/approvals.json.
    #
    # The actor is who pushed HEAD to the branch that the merge request is about, if the same account opened the merge
    # request. GitLab's approvals do not say of which commit: one counts if it stands, and was given after HEAD arrived.
    set -euo pipefail
    folder=$1
    [[ $MERGE_REQUEST =~ ^[1-9][0-9]{0,9}$ && $HEAD =~ ^[0-9a-f]{40}$ ]] ||
      { echo "expected the number of a merge request and a commit" >&2; exit 64; }
    mkdir -p "$folder"

    get() {
      curl --silent --show-error --fail --max-time 60 --retry 2 \
        --header "PRIVATE-TOKEN: $CAIRN_TOKEN" "$CI_API_V4_URL/$1"
    }

    request=projects/$CI_PROJECT_ID/merge_requests/$MERGE_REQUEST
    found=$(get "$request")
    jq --exit-status --arg head "$HEAD" --arg branch "$CI_DEFAULT_BRANCH" \
      '.state == "opened" and .sha == $head and .target_branch == $branch' <<<"$found" >/dev/null ||
      { echo "!$MERGE_REQUEST is not open for $CI_DEFAULT_BRANCH at $HEAD any more" >&2; exit 1; }

    pusher() {
      local project
      project=$(jq --raw-output '.source_project_id // empty' <<<"$found")
      [[ $project =~ ^[1-9][0-9]*$ ]] || return 0
      # The last push to the branch has to be the push of this very commit.
      get "projects/$project/events?action=pushed&sort=desc&per_page=100" |
        jq --raw-output --arg head "$HEAD" --arg branch "$(jq --raw-output .source_branch <<<"$found")" '
          [.[] | select(.push_data.ref_type == "branch" and .push_data.ref == $branch)][0] // {}
          | select(.push_data.commit_to == $head) | .author_id // empty'
    }

    author=$(jq --raw-output '.author.id // empty' <<<"$found")
    pusher=$(pusher) || pusher=
    if [[ $author =~ ^[1-9][0-9]*$ && $pusher == "$author" ]]; then
      printf 'gitlab:%s' "$author" >"$folder/actor"
    else
      : >"$folder/actor"
    fi

    # The newest version is the push that brought HEAD; the notes of the system say when each approval was given.
    arrival=$(get "$request/versions?per_page=100" |
      jq --raw-output --arg head "$HEAD" 'max_by(.id) | select(.head_commit_sha == $head) | .created_at')
    page=1
    : >"$folder/notes.json"
    while [ "$page" -le 100 ]; do
      notes=$(get "$request/notes?sort=asc&order_by=created_at&per_page=100&page=$page")
      printf '%s\n' "$notes" >>"$folder/notes.json"
      [ "$(jq length <<<"$notes")" -eq 100 ] || break
      page=$((page + 1))
    done
    get "$request/approvals" >"$folder/standing.json"
    jq --slurp --arg head "$HEAD" --arg arrival "$arrival" --slurpfile standing "$folder/standing.json" '
      [.[][] | select(.system and .body == "approved this merge request" and .author.id != null)]
      | group_by(.author.id) | map(max_by(.created_at)) as $given
      | [$standing[0].approved_by[].user.id] as $ids
      | {approvals: [$given[] | select($arrival != "" and .created_at > $arrival)
          | select(.author.id as $id | $ids | index($id))
          | {account: "gitlab:\(.author.id)", commit: $head}]}' \
      "$folder/notes.json" >"$folder/approvals.json"
    rm "$folder/notes.json" "$folder/standing.json"

    """#
}
