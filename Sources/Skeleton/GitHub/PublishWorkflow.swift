extension GitHub {
  /// Builds the site of the default branch and deploys it to GitHub Pages.
  static let publishWorkflow = #"""
    # Builds the site of the default branch and deploys it to GitHub Pages. Written by `cairn init`.
    name: cairn publish

    on:
      push:
        branches: ['**']
      workflow_dispatch:
        inputs:
          \#(Scripts.rewriteInput.indented(by: 6))

    permissions: {}

    # One at a time; of those that wait, the newest has all that the others would have.
    concurrency:
      group: cairn-publish-${{ github.ref }}
      cancel-in-progress: false

    jobs:
      build:
        if: github.ref == format('refs/heads/{0}', github.event.repository.default_branch)
        runs-on: ubuntu-latest
        container: swift:6.3
        timeout-minutes: 30
        permissions:
          contents: read
        defaults:
          run:
            shell: bash
        steps:
          - name: Check out the default branch with all its history
            env:
              TOKEN: ${{ github.token }}
              BRANCH: ${{ github.event.repository.default_branch }}
            run: |
              \#(fetch.indented(by: 10))
          - uses: ./.github/cairn # zizmor: ignore[self-repository] as the default branch has it
          # By which the build knows what was published, and refuses to alter it.
          - name: Keep the site between runs
            uses: \#(Pinned.cache)
            with:
              path: public
              key: cairn-site-${{ github.run_id }}-${{ github.run_attempt }}
              restore-keys: cairn-site-
          - name: Build
            env:
              REWRITE: ${{ inputs.allow-rewrite }}
            run: |
              \#(Scripts.build("--output public").indented(by: 10))
              tar --create --file site.tar --directory public --dereference --hard-dereference .
              mkdir upload
              mv site.tar upload/artifact.tar
          - name: Hand it to Pages
            uses: \#(Pinned.uploadArtifact)
            with:
              name: github-pages
              path: upload/artifact.tar
              retention-days: 1
              if-no-files-found: error
      deploy:
        needs: build
        runs-on: ubuntu-latest
        timeout-minutes: 15
        permissions:
          pages: write
          id-token: write # by which Pages knows where the site comes from
        environment:
          name: github-pages
          url: ${{ steps.deploy.outputs.page_url }}
        steps:
          - id: deploy
            uses: \#(Pinned.deployPages)

    """#
}
