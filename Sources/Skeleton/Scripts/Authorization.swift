extension Scripts {
  /// Has git show a token to the forge, which nobody sees among the arguments of a process.
  ///
  /// - Parameters:
  ///   - user: Whom the forge wants a token to be of.
  ///   - variable: The variable that has the token.
  static func authorization(_ user: String, _ variable: String) -> String {
    #"""
    export GIT_CONFIG_COUNT=1 GIT_CONFIG_KEY_0=http.extraheader
    GIT_CONFIG_VALUE_0="Authorization: Basic $(printf '\#(user):%s' "$\#(variable)" | base64 -w0)"
    export GIT_CONFIG_VALUE_0
    """#
  }
}
