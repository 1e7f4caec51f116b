/// How much of the server one client, and all clients, may take.
struct PreviewLimits: Sendable {
  var connections = 128
  /// The longest head of a request, with the empty line at its end.
  var headBytes = 16 << 10
  /// How long a client may take to send a request, or to read the next part of an answer.
  var patience = Duration.seconds(10)
}
