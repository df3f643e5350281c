import LightboxArchive

/// How long a server asks its clients to wait, in the header fields that are in use.
enum RateLimit {
    /// The seconds until it may be asked again, where a refusal says so: `Retry-After`, or else the end of the time for
    /// which a budget of requests is used up (`X-RateLimit-Remaining`, `X-RateLimit-Reset`; Zenodo, GitHub).
    static func secondsToWait(_ head: ResponseHead, now: Int = Self.now) -> Int? {
        head["Retry-After"].flatMap(HTTPDate.secondsToWait) ?? secondsUntilReset(head, now: now)
    }

    /// The seconds until a used-up budget is filled again; `nil` while some of it is left.
    static func secondsUntilReset(_ head: ResponseHead, now: Int = Self.now) -> Int? {
        // The draft of the IETF has both in one field: `"api";r=0;t=55` (Hugging Face).
        if let parts = head["RateLimit"]?.split(separator: ";").map({ String($0).trimmedBlanks }),
            parts.contains("r=0"),
            let seconds = parts.first(where: { $0.hasPrefix("t=") }).flatMap({ Int($0.dropFirst(2)) }),
            seconds >= 0
        {
            return seconds
        }
        for prefix in ["X-RateLimit-", "RateLimit-"] {
            guard head[prefix + "Remaining"]?.trimmedBlanks == "0",
                let reset = head[prefix + "Reset"].flatMap({ Int($0.trimmedBlanks) }), reset >= 0
            else { continue }
            // Most write when, in seconds since 1970; some write in how many seconds.
            return reset > 1_000_000_000 ? max(0, reset - now) : reset
        }
        return nil
    }

    private static var now: Int { Int(WallClock.nanoseconds / 1_000_000_000) }
}
