import CBenchLibraries
import LightboxArchive
import LightboxCore
import SystemPackage

/// What nobody can do faster with the same libraries: one member inflated from memory to memory.
enum BareJobs {
    static let all = [
        Job("bare", "FILE isal|libdeflate: the library alone, file read and checksum included", bare)
    ]

    private static func bare(_ arguments: [String]) throws -> Report {
        let path = FilePath(try arguments.required(0, "a file"))
        let library = try arguments.required(1, "isal or libdeflate")
        return try Report.timing {
            let file = try FileBytes(path: path)
            let input = try file.read(at: 0, count: file.byteCount)
            guard let size: UInt32 = input.span.integer(at: input.count - 4, .little) else {
                return (0, 1, [])
            }
            var output = [UInt8](repeating: 0, count: Int(size))
            let isDone =
                library == "isal"
                ? inflateWithISAL(input, into: &output) : inflateWithLibdeflate(input, into: &output)
            guard isDone else { throw UsageError("\(library) could not inflate \(path)") }
            return (output.count, 1, [])
        }
    }

    private static func inflateWithLibdeflate(_ input: [UInt8], into output: inout [UInt8]) -> Bool {
        // SAFETY: the library is told the sizes of both arrays.
        unsafe input.withUnsafeBytes { source in
            unsafe output.withUnsafeMutableBytes { target in
                let decompressor = unsafe libdeflate_alloc_decompressor()
                defer { unsafe libdeflate_free_decompressor(decompressor) }
                return unsafe libdeflate_gzip_decompress(
                    decompressor, source.baseAddress, source.count, target.baseAddress, target.count, nil)
                    == LIBDEFLATE_SUCCESS
            }
        }
    }

    private static func inflateWithISAL(_ input: [UInt8], into output: inout [UInt8]) -> Bool {
        var input = input
        let state = UnsafeMutablePointer<inflate_state>.allocate(capacity: 1)
        defer { unsafe state.deallocate() }
        // SAFETY: the state is initialized, and the library is told the sizes of both arrays.
        return unsafe input.withUnsafeMutableBufferPointer { source in
            unsafe output.withUnsafeMutableBufferPointer { target in
                unsafe state.initialize(to: inflate_state())
                unsafe isal_inflate_init(state)
                unsafe state.pointee.crc_flag = UInt32(ISAL_GZIP)
                unsafe state.pointee.next_in = source.baseAddress
                unsafe state.pointee.avail_in = UInt32(source.count)
                unsafe state.pointee.next_out = target.baseAddress
                unsafe state.pointee.avail_out = UInt32(target.count)
                return unsafe isal_inflate(state) == ISAL_DECOMP_OK && state.pointee.avail_out == 0
            }
        }
    }
}
