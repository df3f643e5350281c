import FoundationEssentials

/// The system's clock.
enum Clock {
    static var secondsSince1970: Int { Int(Date().timeIntervalSince1970) }
}
