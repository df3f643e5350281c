import CLightboxCurl

/// libcurl, looked for on first use.
enum CurlLibrary {
    /// - Throws: `FetchError` where it is not there.
    static func load() throws(FetchError) {
        switch lightbox_curl_load() {
        case 0: return
        case -1: throw FetchError(.noLibrary(isTooOld: false), at: "libcurl")
        default: throw FetchError(.noLibrary(isTooOld: true), at: "libcurl")
        }
    }

    /// The seconds since 1970 of a date as HTTP writes it; `nil` where it is none, or no library is there.
    static func seconds(ofDate text: String) -> Int? {
        guard lightbox_curl_load() == 0 else { return nil }
        // SAFETY: the library reads the text up to its NUL, and keeps nothing.
        let seconds = unsafe text.withCString { unsafe lightbox_curl_date($0) }
        return seconds < 0 ? nil : Int(seconds)
    }

    /// Its version, such as `7.88.1`, once it is loaded.
    static var version: String? {
        // SAFETY: the text belongs to the library and stays.
        guard let text = unsafe lightbox_curl_version() else { return nil }
        return unsafe String(cString: text)
    }
}
