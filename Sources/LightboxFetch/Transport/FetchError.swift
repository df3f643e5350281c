import LightboxCore

/// A request, a file or a listing that did not come as it should, and what to do about it.
public struct FetchError: Error, Sendable, Hashable, CustomStringConvertible {
    public enum Problem: Sendable, Hashable {
        case badAddress
        case passwordInAddress
        /// libcurl is not there, or too old.
        case noLibrary(isTooOld: Bool)
        /// No answer, in the library's words.
        case noConnection(String)
        /// The certificate is not one that this machine trusts, in the library's words.
        case untrusted(String)
        /// The answer ended before it was whole.
        case cutOff(received: Int, of: Int?)
        /// Too little came for too long.
        case stalled
        /// 401 or 403, or a log-in that FTP refused.
        case notAllowed(status: Int)
        /// 404 or 410.
        case notThere(status: Int)
        /// 429 or 503, perhaps with the seconds to wait.
        case busy(status: Int, seconds: Int?)
        /// Another status that is no success, with the first words of what came with it.
        case status(Int, words: String)
        case tooManyRedirects
        case redirectWithoutAddress
        /// From an encrypted address to one that is not.
        case redirectToPlain(String)
        /// A page for people where a file was asked for, with its title.
        case webPage(title: String)
        case answerTooLong(limit: Int)
        /// An answer that does not say what the host's documentation promises.
        case unexpected(String)
        case wrongSize(expected: Int, found: Int)
        case wrongDigest(expected: String, found: String)
        /// The file at the host is not what it was when the first part was fetched.
        case changed
        /// The server sent other bytes than those asked for.
        case wrongRange
        /// The card does not say something without which the host cannot be asked.
        case notSaid(String)
    }
    public let problem: Problem
    /// The address, file or dataset that it was about, without secrets.
    public let place: String
    /// The way out, where more is known than the problem tells.
    public var hint: String?

    public init(_ problem: Problem, at place: String, hint: String? = nil) {
        (self.problem, self.place, self.hint) = (problem, place, hint)
    }

    /// Whether the same request may well succeed a little later.
    public var isPassing: Bool {
        switch problem {
        case .noConnection, .cutOff, .stalled, .busy: true
        case .status(let status, _): status >= 500 || status == 408 || status == 425
        default: false
        }
    }

    public var description: String {
        let sentence =
            switch problem {
            case .badAddress: "'\(place)' is no address that can be fetched from (http, https, ftp)."
            case .passwordInAddress: "The address '\(place)' holds a user name or password."
            case .noLibrary(let isTooOld):
                isTooOld ? "The libcurl of this machine is too old." : "There is no libcurl on this machine."
            case .noConnection(let words): "Could not reach \(place): \(words.withoutControlCharacters)."
            case .untrusted(let words):
                "\(place) did not prove who it is: \(words.withoutControlCharacters)."
            case .cutOff(let received, let size?):
                "\(place) broke off after \(received) of \(size) bytes."
            case .cutOff(let received, nil): "\(place) broke off after \(received) bytes."
            case .stalled: "\(place) sent next to nothing for too long."
            case .notAllowed(let status): "\(place) refused access (\(status))."
            case .notThere(let status): "\(place) is not there (\(status))."
            case .busy(let status, let seconds?): "\(place) asks to wait \(seconds) s (\(status))."
            case .busy(let status, nil): "\(place) is busy (\(status))."
            case .status(let status, let words):
                "\(place) answered \(status)" + (words.isEmpty ? "." : ": \(words.withoutControlCharacters)")
            case .tooManyRedirects: "\(place) leads from one address to the next without end."
            case .redirectWithoutAddress: "\(place) sends elsewhere and does not say where."
            case .redirectToPlain(let other):
                "\(place) leads to \(other.withoutControlCharacters), which is not encrypted."
            case .webPage(let title):
                "\(place) sent a web page"
                    + (title.isEmpty ? "" : " ('\(title.withoutControlCharacters)')")
                    + " in place of the file."
            case .answerTooLong(let limit): "The answer of \(place) is longer than \(limit) bytes."
            case .unexpected(let what): "\(place) answered what was not expected: \(what)."
            case .wrongSize(let expected, let found):
                "\(place) has \(found) bytes, but \(expected) were announced."
            case .wrongDigest(let expected, let found):
                "\(place) does not have the published digest: \(found), not \(expected)."
            case .changed: "\(place) changed while it was being fetched."
            case .notSaid(let what): "\(place) does not say \(what)."
            case .wrongRange: "\(place) sent other bytes of the file than those asked for."
            }
        return sentence + ((hint ?? usualHint).map { "\nhint: \($0)" } ?? "")
    }

    private var usualHint: String? {
        switch problem {
        case .passwordInAddress: "put them into ~/.netrc, and leave them out of the address"
        case .noLibrary: "install it: apt-get install libcurl4"
        case .noConnection, .cutOff, .stalled: "run the same command again: it goes on where it stopped"
        case .untrusted: "behind a proxy of your own, set CURL_CA_BUNDLE to its certificate"
        case .notThere: "`lightbox show` tells where else it may lie"
        case .busy: "run the same command again later: it goes on where it stopped"
        case .webPage: "mostly a page to log in or to accept terms: `lightbox access ID` tells the steps"
        case .wrongDigest, .wrongSize, .changed:
            "run the same command again; if it stays so, the host's copy is not what it publishes"
        default: nil
        }
    }
}
