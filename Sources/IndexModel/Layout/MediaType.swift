public enum MediaType { public static let all: [(suffix: String, type: String)] = [("json","application/json")] }
