extension Skeleton {
  /// How an author adds to the registry.
  var contributing: SkeletonFile {
    let proposal = forges.first?.proposal ?? "pull request"
    return SkeletonFile(
      "CONTRIBUTING.md",
      """
      # Adding to this registry

      You need `cairn`, and a fork of this repository. Everything is a \(proposal); nothing is uploaded here.

      ```
      cairn new identity HANDLE --account FORGE:NUMBER/LOGIN     # once: who you are
      cairn new package PROJECT/PACKAGE --owner HANDLE           # once for each package
      cairn release PROJECT/PACKAGE 1.0.0 --url URL --sha256 HEX # each release
      cairn check --worktree                                     # what is wrong, where, and what to do
      ```

      - One change a \(proposal). Open it yourself, from the account that your identity names: who pushes the commit counts
        as who asks for the change.
      - `cairn owner PATH` says who answers for a file. Their approval counts for exactly the commit that they looked at:
        after another push they have to approve again.
      - What was released stays as it is. Something wrong with it? Revoke it, and release the next version.
      - `cairn init --publisher --registry URL --package PROJECT/PACKAGE`, in the repository of your package, writes a
        workflow that proposes each tagged version here.

      """)
  }
}
