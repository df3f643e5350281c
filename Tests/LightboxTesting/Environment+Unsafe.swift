import Foundation

/// Runs `body` with a variable of the environment set, which libraries see as well.
///
/// The environment is the process's: name one that no other test reads.
public func withEnvironment<Result>(
    _ name: String, _ value: String, _ body: () throws -> Result
) rethrows -> Result {
    unsafe setenv(name, value, 1)
    defer { unsafe unsetenv(name) }
    return try body()
}
