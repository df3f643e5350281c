import LightboxCore

/// What microscopes' programs write into the description of the first page.
struct TIFFMetadata: Sendable {
    /// The axes behind the picture's two, fastest first: a letter (`C`, `Z`, `T`) and a length above 1.
    var axes: [(name: Character, length: Int)] = []
    /// The distance between neighbours along X, Y and Z in mm, as far as it is stated.
    var spacing: [Character: Double] = [:]
    /// The time between frames in seconds.
    var timeStep: Double?
    /// What wrote it: `ImageJ`, `OME`.
    var program: String?
    /// How many pages ImageJ says there are, where only the first has a directory.
    var imageCount: Int?

    /// - Parameter resolution: pixels per unit along x and y, as the tags have them.
    init(description: String?, resolution: (x: Double?, y: Double?)) {
        guard let description else { return }
        if description.hasPrefix("ImageJ=") {
            readImageJ(description, resolution)
        } else if description.contains("<OME"), description.contains("<Pixels") {
            readOME(description)
        }
    }

    private mutating func readImageJ(_ text: String, _ resolution: (x: Double?, y: Double?)) {
        program = "ImageJ"
        var values: [Substring: Substring] = [:]
        for line in text.split(whereSeparator: \.isNewline) {
            let parts = line.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            if parts.count == 2 { values[parts[0]] = parts[1] }
        }
        imageCount = values["images"].flatMap { Int($0) }
        for (name, key) in [("C", "channels"), ("Z", "slices"), ("T", "frames")] as [(Character, Substring)] {
            if let length = values[key].flatMap({ Int($0) }), length > 1 { axes.append((name, length)) }
        }
        guard let unit = values["unit"].flatMap({ Self.millimetres(String($0)) }) else { return }
        if let x = resolution.x, x > 0, x.isFinite { spacing["X"] = unit / x }
        if let y = resolution.y, y > 0, y.isFinite { spacing["Y"] = unit / y }
        if let z = values["spacing"].flatMap({ Double($0) }), z.isFinite, z != 0 {
            spacing["Z"] = abs(z) * unit
        }
        if let step = values["finterval"].flatMap({ Double($0) }), step > 0, step.isFinite { timeStep = step }
    }

    private mutating func readOME(_ text: String) {
        program = "OME"
        guard let start = text.firstRange(of: "<Pixels"),
            let end = text[start.upperBound...].firstIndex(of: ">")
        else { return }
        let attributes = Self.attributes(text[start.upperBound..<end])
        for axis in ["X", "Y", "Z"] as [Character] {
            guard let size = attributes["PhysicalSize\(axis)"].flatMap(Double.init), size > 0, size.isFinite
            else { continue }
            let unit = attributes["PhysicalSize\(axis)Unit"] ?? "µm"
            if let unit = Self.millimetres(unit) { spacing[axis] = size * unit }
        }
        if let step = attributes["TimeIncrement"].flatMap(Double.init), step > 0, step.isFinite,
            attributes["TimeIncrementUnit"] ?? "s" == "s"
        {
            timeStep = step
        }
        for axis in attributes["DimensionOrder"] ?? "XYZCT" where axis != "X" && axis != "Y" {
            if let length = attributes["Size\(axis)"].flatMap({ Int($0) }), length > 1 {
                axes.append((axis, length))
            }
        }
    }

    /// The attributes of an element, from behind its name to before its end.
    private static func attributes(_ text: Substring) -> [String: String] {
        var found: [String: String] = [:]
        var rest = text
        while let equals = rest.firstIndex(of: "=") {
            let name = rest[..<equals].split(whereSeparator: \.isWhitespace).last.map(String.init) ?? ""
            var value = rest[rest.index(after: equals)...].drop(while: \.isWhitespace)
            guard let quote = value.first, quote == "\"" || quote == "'" else { break }
            value = value.dropFirst()
            guard let close = value.firstIndex(of: quote) else { break }
            found[name] = String(value[..<close]).replacing("&#181;", with: "µ")
                .replacing("&#xB5;", with: "µ")
            rest = value[value.index(after: close)...]
        }
        return found
    }

    /// The length of a unit in mm, or `nil` for pixels and units that are not known.
    static func millimetres(_ unit: String) -> Double? {
        switch unit.replacing("\\u00B5", with: "µ").replacing("\u{3BC}", with: "µ") {
        case "µm", "um", "micron", "microns", "micrometer", "micrometers": 1e-3
        case "nm", "nanometer": 1e-6
        case "mm", "millimeter": 1
        case "cm", "centimeter": 10
        case "m", "meter": 1000
        case "inch", "in", "inches": 25.4
        default: nil
        }
    }

    /// The axes that the pages are counted along: those stated, where they fit, else one of pages.
    func axes(of pageCount: Int) -> [(name: Character, length: Int)] {
        axesFit(pageCount) ? axes : [(name: Character("P"), length: pageCount)]
    }

    /// Whether the axes count as many pages as there are.
    func axesFit(_ pageCount: Int) -> Bool {
        var count = 1
        for axis in axes {
            let (product, overflow) = count.multipliedReportingOverflow(by: axis.length)
            if overflow { return false }
            count = product
        }
        return !axes.isEmpty && count == pageCount
    }
}
