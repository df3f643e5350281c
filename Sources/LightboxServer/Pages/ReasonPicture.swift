/// A picture of words: what stands in a gallery where an image cannot be shown.
struct ReasonPicture {
    let reason: String

    /// A square of 256 units.
    var svg: String {
        var out =
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 256 256\" width=\"256\" height=\"256\">"
        out += "<rect width=\"256\" height=\"256\" fill=\"#1d1615\"/>"
        out += "<g fill=\"#f3a79f\" font-family=\"sans-serif\" font-size=\"15\">"
        for (index, line) in lines.enumerated() {
            out += "<text x=\"18\" y=\"\(36 + 21 * index)\">"
            HTML.escape(line, to: &out)
            out += "</text>"
        }
        return out + "</g></svg>"
    }

    /// The reason in lines that fit, at most ten.
    var lines: [String] {
        var lines: [String] = []
        var line = ""
        for word in reason.split(whereSeparator: \.isWhitespace) {
            if !line.isEmpty, line.count + 1 + word.count > 29 {
                lines.append(line)
                line = ""
            }
            line += (line.isEmpty ? "" : " ") + word
            while line.count > 29 {
                lines.append(String(line.prefix(29)))
                line = String(line.dropFirst(29))
            }
        }
        if !line.isEmpty { lines.append(line) }
        return lines.count > 10 ? lines.prefix(9) + ["…"] : lines
    }
}
