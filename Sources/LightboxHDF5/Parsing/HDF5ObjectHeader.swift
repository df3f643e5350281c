import LightboxCore

/// What the header of a group, dataset or type says, message by message.
///
/// Source: HDF5 File Format Specification 3.0, IV.A.
struct HDF5ObjectHeader {
    struct Message {
        let type: Int
        let flags: UInt8
        var body: HDF5Cursor
    }
    let address: UInt64
    private(set) var messages: [Message] = []

    /// Headers hold few messages; one with more than these is damaged.
    private static let messageLimit = 65_536

    init(at address: UInt64, in file: HDF5Bytes) throws(HDF5Error) {
        self.address = address
        var start = try file.cursor(at: address, upTo: 64)
        if start.bytes.prefix(4).elementsEqual("OHDR".utf8) {
            try readNew(&start, file)
        } else {
            try readOld(&start, file)
        }
    }

    /// The first message of a type, where a shared one is replaced by what it stands for.
    func message(_ type: Int) throws(HDF5Error) -> HDF5Cursor? {
        guard let found = messages.first(where: { $0.type == type }) else { return nil }
        return try Self.resolved(found)
    }

    /// A message's body, or that of the message which it says to share.
    static func resolved(_ message: Message) throws(HDF5Error) -> HDF5Cursor {
        guard message.flags & 2 != 0 else { return message.body }
        return try shared(message.body, type: message.type)
    }

    /// Follows a reference to a message in another header (a committed type).
    static func shared(_ reference: HDF5Cursor, type: Int) throws(HDF5Error) -> HDF5Cursor {
        var body = reference
        let version = try body.int(1)
        let kind = try body.int(1)
        switch version {
        case 1: try body.skip(6)
        case 2: break
        case 3:
            guard kind != 1 else {
                throw HDF5Error(
                    unsupported: "the file keeps messages that several objects share in a heap of their own")
            }
        default: throw body.fault("a shared message has the unknown version \(version)")
        }
        let header = try HDF5ObjectHeader(at: try body.offset(), in: body.file)
        guard let found = header.messages.first(where: { $0.type == type && $0.flags & 2 == 0 }) else {
            throw body.fault("a shared message is not where it is said to be")
        }
        return found.body
    }

    private mutating func readOld(_ cursor: inout HDF5Cursor, _ file: HDF5Bytes) throws(HDF5Error) {
        let version = try cursor.int(1)
        guard version == 1 else { throw cursor.fault("an object header has the unknown version \(version)") }
        try cursor.skip(1)
        let count = try cursor.int(2)
        try cursor.skip(4)
        let size = try cursor.int(4)
        var blocks = [try file.cursor(at: address &+ 16, count: size)]
        var seen: Set<UInt64> = [address &+ 16]
        var left = count
        while !blocks.isEmpty {
            var block = blocks.removeFirst()
            while left > 0, block.rest >= 8 {
                left -= 1
                let type = try block.int(2)
                let length = try block.int(2)
                let flags = UInt8(try block.unsigned(1))
                try block.skip(3)
                let body = try block.part(length)
                if type == 0x10 {
                    try follow(body, &blocks, &seen, signature: false)
                } else {
                    try add(type, flags, body)
                }
            }
        }
    }

    private mutating func readNew(_ cursor: inout HDF5Cursor, _ file: HDF5Bytes) throws(HDF5Error) {
        try cursor.expect("OHDR")
        let version = try cursor.int(1)
        guard version == 2 else { throw cursor.fault("an object header has the unknown version \(version)") }
        let flags = try cursor.int(1)
        if flags & 0x20 != 0 { try cursor.skip(16) }
        if flags & 0x10 != 0 { try cursor.skip(4) }
        let size = try cursor.int(1 << (flags & 3))
        var blocks = [try file.cursor(at: address &+ UInt64(cursor.at), count: size)]
        try file.check(at: address, count: cursor.at + size + 4)
        var seen: Set<UInt64> = [address]
        let prefix = flags & 4 != 0 ? 6 : 4
        while !blocks.isEmpty {
            var block = blocks.removeFirst()
            while block.rest >= prefix {
                let type = try block.int(1)
                let length = try block.int(2)
                let messageFlags = UInt8(try block.unsigned(1))
                if prefix == 6 { try block.skip(2) }
                let body = try block.part(length)
                if type == 0x10 {
                    try follow(body, &blocks, &seen, signature: true)
                } else {
                    try add(type, messageFlags, body)
                }
            }
        }
    }

    private mutating func add(_ type: Int, _ flags: UInt8, _ body: HDF5Cursor) throws(HDF5Error) {
        guard type != 0 else { return }
        guard messages.count < Self.messageLimit else { throw body.fault("an object header never ends") }
        messages.append(Message(type: type, flags: flags, body: body))
    }

    private func follow(
        _ body: HDF5Cursor, _ blocks: inout [HDF5Cursor], _ seen: inout Set<UInt64>, signature: Bool
    ) throws(HDF5Error) {
        var body = body
        let address = try body.offset()
        let length = try body.length()
        guard seen.insert(address).inserted, seen.count < 4096 else {
            throw body.fault("an object header goes on in itself")
        }
        var block = try body.file.cursor(at: address, count: length)
        if signature {
            try block.expect("OCHK")
            try body.file.check(at: address, count: length)
            // The checksum stands at the end.
            guard block.rest >= 4 else { throw block.fault("a structure ends too early") }
            block = try block.part(block.rest - 4)
        }
        blocks.append(block)
    }
}
