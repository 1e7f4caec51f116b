/// A pipeline for GitLab.
///
/// The pipeline of a merge request from a fork runs in the fork, as the fork has it, and cannot ask who approved. So it
/// only says what is wrong with the change; who may make it is decided by the pipeline that merges, which runs on the
/// default branch with a token that protected branches alone see.
enum GitLab {
  static let files = [
    SkeletonFile(".gitlab-ci.yml", pipeline),
    SkeletonFile(".gitlab/cairn/people.sh", people),
    SkeletonFile(".gitlab/cairn/merge.sh", merge),
  ]

  static let pipeline = #"""
    # Checks merge requests, merges those that pass, and publishes the registry. Written by `cairn init`.
    #
    # To merge: Build > Pipelines > New pipeline on the default branch, with the variable MERGE_REQUEST set to the number.
    # That needs the variable CAIRN_TOKEN, protected and masked, for the environment `cairn-merge` alone: a project access
    # token with the scope `api` whose role may merge into the default branch. The merge method has to be the merge commit.
    workflow:
      rules:
        - if: $CI_PIPELINE_SOURCE == "merge_request_event"
        - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH

    default:
      image: swift:6.3

    variables:
      CAIRN_HOME: $CI_PROJECT_DIR/.cache/cairn

    # Only what protected branches keep is taken: a merge request must not bring its own program.
    .cairn:
      cache: &program
        key:
          files:
            - .gitlab/cairn/source.env
            - .gitlab/cairn/install.sh
        paths:
          - .cache/cairn
      before_script:
        # Should the variable not be kept for the environment that it is for.
        - unset CAIRN_TOKEN
        - bash .gitlab/cairn/install.sh
        - export PATH="$CAIRN_HOME/bin:$PATH"

    # Says what is wrong with a merge request. It does not know who stands behind it, so that somebody still has to agree
    # (exit code 2) is a warning here.
    check:
      stage: test
      rules:
        - if: $CI_PIPELINE_SOURCE == "merge_request_event" && $CI_MERGE_REQUEST_TARGET_BRANCH_NAME == $CI_DEFAULT_BRANCH
      variables:
        GIT_STRATEGY: none
      allow_failure:
        exit_codes: 2
      script:
        - |
          \#(check.indented(by: 6))

    # Builds cairn where there is no token that may write.
    prepare:
      extends: .cairn
      stage: build
      rules: &merging
        - if: $CI_PIPELINE_SOURCE == "web" && $MERGE_REQUEST && $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
      script:
        - cairn --version
      artifacts:
        paths:
          - .cache/cairn/bin/cairn
        expire_in: 1 day

    merge:
      stage: test
      needs:
        - prepare
      resource_group: cairn
      environment:
        name: cairn-merge
        action: access
      rules: *merging
      variables:
        GIT_DEPTH: "0"
      script:
        - test -x "$CAIRN_HOME/bin/cairn"
        - env --unset=CAIRN_TOKEN bash .gitlab/cairn/install.sh
        - export PATH="$CAIRN_HOME/bin:$PATH"
        - bash .gitlab/cairn/merge.sh

    # The runner may keep the site between runs: by it the build knows what was published, and refuses to alter it. Where
    # that is meant, run the pipeline with the variable ALLOW_REWRITE set to true.
    pages:
      extends: .cairn
      stage: deploy
      cache:
        - *program
        - key: cairn-site
          paths:
            - public
      resource_group: cairn
      rules:
        - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH && $MERGE_REQUEST == null
      variables:
        GIT_DEPTH: "0"
      script:
        - |
          \#(build.indented(by: 6))
      artifacts:
        paths:
          - public

    """#

  static let build = #"""
    [ -e public/index.json ] ||
      echo "The runner kept no site of an earlier run: this one is compared with nothing." >&2
    \#(Scripts.buildSite("--output public", rewritingBy: "ALLOW_REWRITE"))
    """#

  /// Works in a clone of the target, which it makes itself: the one that GitLab would make is of the merge request.
  static let check = #"""
    set -euo pipefail
    work=$(mktemp -d)
    cd "$work"
    git init --quiet .
    \#(Scripts.authorization("gitlab-ci-token", "CI_JOB_TOKEN"))
    git fetch --quiet --no-tags "$CI_MERGE_REQUEST_PROJECT_URL.git" \
      "+refs/heads/$CI_MERGE_REQUEST_TARGET_BRANCH_NAME:refs/cairn/base" \
      "+refs/merge-requests/$CI_MERGE_REQUEST_IID/head:refs/cairn/head"
    unset GIT_CONFIG_COUNT GIT_CONFIG_KEY_0 GIT_CONFIG_VALUE_0
    git checkout --quiet --detach refs/cairn/base
    export CAIRN_HOME=$HOME/.cache/cairn
    bash .gitlab/cairn/install.sh
    export PATH="$CAIRN_HOME/bin:$PATH"
    mkdir result
    : >result/actor
    echo '{"approvals": []}' >result/approvals.json
    bash .gitlab/cairn/judge.sh refs/cairn/base "$(git rev-parse refs/cairn/head)" result
    """#

  static let merge = #"""
    #!/usr/bin/env bash
    # Merges a merge request if `cairn check` passes it, and notes in the merge commit whose change it was and who approved.
    # It decides about one commit, and merges exactly that commit.
    set -euo pipefail
    [[ $MERGE_REQUEST =~ ^[1-9][0-9]{0,9}$ ]] || { echo "MERGE_REQUEST is not a number" >&2; exit 64; }
    [ -n "${CAIRN_TOKEN:-}" ] || { echo "the protected variable CAIRN_TOKEN is not set" >&2; exit 66; }

    base=$(git rev-parse HEAD)
    git fetch --quiet --no-tags origin "+refs/merge-requests/$MERGE_REQUEST/head:refs/cairn/head"
    HEAD=$(git rev-parse refs/cairn/head)
    export HEAD
    bash .gitlab/cairn/people.sh cairn-result
    env --unset=CAIRN_TOKEN bash .gitlab/cairn/judge.sh "$base" "$HEAD" cairn-result
    \#(Scripts.message)
    BASE=$base TREE=$(cat cairn-result/tree) BRANCH=$CI_DEFAULT_BRANCH
    \#(mergeJudged)

    """#

  /// Merges `HEAD`, of which `BASE`, `TREE` and `message` were worked out.
  static let mergeJudged = #"""
    api() {
      curl --silent --show-error --fail-with-body --max-time 60 --header "PRIVATE-TOKEN: $CAIRN_TOKEN" \
        --header 'Content-Type: application/json' "$@"
    }
    project=$CI_API_V4_URL/projects/$CI_PROJECT_ID
    request=$project/merge_requests/$MERGE_REQUEST
    method=$(api "$project" | jq --raw-output .merge_method)
    if [ "$method" != merge ]; then
      echo "the project merges by '$method', which leaves no commit to say whose change it was:" \
        "choose \"Merge commit\" in Settings > Merge requests > Merge method" >&2
      exit 1
    fi
    # Whoever opened the merge request may choose another target meanwhile.
    api "$request" |
      jq --exit-status --arg head "$HEAD" --arg branch "$BRANCH" \
        '.state == "opened" and .sha == $head and .target_branch == $branch' >/dev/null ||
      { echo "!$MERGE_REQUEST is not open for $BRANCH at $HEAD any more: start this again" >&2; exit 1; }
    tip=$(jq --raw-output --null-input --arg branch "$BRANCH" '$branch | @uri')
    tip=$(api "$project/repository/branches/$tip" | jq --raw-output .commit.id)
    [ "$tip" = "$BASE" ] || { echo "$BRANCH has moved on since the check: start this again" >&2; exit 1; }
    merged=$(jq --null-input --arg sha "$HEAD" --arg title "Merge request !$MERGE_REQUEST" --argjson message "$message" \
      '{sha: $sha, squash: false, merge_commit_message: ($title + "\n\n" + $message)}' |
      api --request PUT --data-binary @- "$request/merge")
    commit=$(jq --raw-output '.merge_commit_sha | strings | select(test("^[0-9a-f]{40}$"))' <<<"$merged") || commit=
    target=$(jq --raw-output '.target_branch // "unknown"' <<<"$merged") || target=unknown
    # GitLab does not tell the tree of a commit; git does. A pipeline of the default branch starts by itself.
    git fetch --quiet --no-tags origin "+refs/heads/$BRANCH:refs/cairn/merged" || true
    found=$(git rev-parse --verify "$commit^1" && git rev-parse --verify "$commit^2" &&
      git rev-parse --verify "$commit^{tree}") && found="$target ${found//$'\n'/ }" || found=unknown
    \#(Scripts.merged)
    """#
}
