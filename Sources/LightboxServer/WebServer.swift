import Hummingbird
import LightboxCore
import Logging

/// Listens on a port and hands what comes in to a `Site`.
///
/// The only file that knows Hummingbird.
struct WebServer: Sendable {
    let site: Site
    let address: String
    let port: Int
    let logger: Logger

    /// Serves until the process is told to stop (SIGINT, SIGTERM) or the task is cancelled.
    ///
    /// - Parameter onReady: is told the port once it is open.
    func run(onReady: @escaping @Sendable (Int) async -> Void) async throws {
        let site = self.site
        let responder = CallbackResponder<BasicRequestContext> { request, _ in
            await Self.respond(to: request, with: site)
        }
        let application = Application(
            responder: responder,
            configuration: ApplicationConfiguration(
                address: .hostname(address, port: port), serverName: nil),
            onServerRunning: { channel in await onReady(channel.localAddress?.port ?? 0) },
            logger: logger)
        try await application.runService()
    }

    // The field's own module is no dependency of ours.
    private typealias Field = HTTPFields.Element

    private static func respond(to request: Request, with site: Site) async -> Response {
        var headers: [String: String] = [:]
        for field in request.headers { headers[field.name.canonicalName] = field.value }
        headers["host"] = request.head.authority ?? headers["host"]
        let reply = await site.respond(
            to: WebRequest(
                method: request.method.rawValue.uppercased(), target: request.head.path ?? "/",
                headers: headers))
        var fields = HTTPFields()
        for header in reply.headers {
            if let name = Field.Name(header.name) { fields.append(Field(name: name, value: header.value)) }
        }
        let response = Response(
            status: .init(code: reply.status), headers: fields,
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: reply.body)))
        return request.method == .head ? response.createHeadResponse() : response
    }
}
