extension GitHub {
  /// Checks pull requests.
  static let checkWorkflow = #"""
    # Says what `cairn check` thinks of a pull request, with a token that can only read. Written by `cairn init`.
    #
    # A pull request can change this very file, so its result is for people to read; the workflow that merges asks again.
    name: cairn check

    on:
      pull_request:
        types: [opened, synchronize, reopened]
      pull_request_review:
        types: [submitted, dismissed]

    permissions: {}

    concurrency:
      group: cairn-check-${{ github.event.pull_request.number }}
      cancel-in-progress: true

    jobs:
      check:
        name: cairn check
        if: github.event.pull_request.base.ref == github.event.repository.default_branch
        runs-on: ubuntu-latest
        container: swift:6.3
        timeout-minutes: 30
        permissions:
          contents: read
          pull-requests: read
        defaults:
          run:
            shell: bash
        steps:
          \#(checkout(number: "github.event.pull_request.number").indented(by: 6))
          - uses: ./.github/cairn # zizmor: ignore[self-repository] as the default branch has it
          - name: Ask who pushed it and who approves of it
            env:
              TOKEN: ${{ github.token }}
              BRANCH: ${{ github.event.repository.default_branch }}
              NUMBER: ${{ github.event.pull_request.number }}
              HEAD: ${{ github.event.pull_request.head.sha }}
              EVENT_ACTION: ${{ github.event.action }}
              SENDER: ${{ github.event.sender.id }}
            run: bash .github/cairn/people.sh cairn-result
          - name: Decide
            env:
              NUMBER: ${{ github.event.pull_request.number }}
              HEAD: ${{ github.event.pull_request.head.sha }}
            run: |
              printf '%s' "$NUMBER" >cairn-result/number
              bash .github/cairn/judge.sh refs/cairn/base "$HEAD" cairn-result
          - name: Tell cairn-comment.yml which pull request it was
            if: ${{ !cancelled() }}
            uses: \#(Pinned.uploadArtifact)
            with:
              name: cairn-result
              path: cairn-result/number
              retention-days: 1
              if-no-files-found: ignore

    """#
}
