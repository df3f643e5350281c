/// Numbers as headers made of text have them.
extension Double {
    /// The shortest text that reads back as this number; whole numbers without a fraction.
    var headerText: String {
        if self == rounded(), abs(self) < 1e15 { return String(Int64(self)) }
        return "\(self)"
    }
}
