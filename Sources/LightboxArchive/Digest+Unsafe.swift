import CLightboxCrypto

extension Digest {
    /// Takes bytes piece by piece and gives their digest; OpenSSL does the work.
    @safe public struct Hasher: ~Copyable {
        private let algorithm: Algorithm
        private let context: OpaquePointer?

        public init(_ algorithm: Algorithm) {
            self.algorithm = algorithm
            unsafe context = EVP_MD_CTX_new()
            let function =
                switch algorithm {
                case .md5: unsafe EVP_md5()
                case .sha1: unsafe EVP_sha1()
                case .sha256: unsafe EVP_sha256()
                case .sha512: unsafe EVP_sha512()
                }
            // OpenSSL refuses only what its build leaves out (MD5 in FIPS mode) or when memory is gone.
            unsafe EVP_DigestInit_ex(context, function, nil)
        }

        deinit { unsafe EVP_MD_CTX_free(context) }

        public mutating func update(_ bytes: [UInt8]) { update(bytes.span) }

        public mutating func update(_ bytes: Span<UInt8>) {
            // SAFETY: OpenSSL reads exactly the bytes of the buffer, and keeps no pointer.
            _ = unsafe bytes.withUnsafeBytes { unsafe EVP_DigestUpdate(context, $0.baseAddress, $0.count) }
        }

        /// The digest of all bytes so far; the hasher is used up.
        public consuming func finish() -> Digest {
            // SAFETY: no function of ours makes more than EVP_MAX_MD_SIZE bytes, and OpenSSL states how many it made.
            let bytes = unsafe [UInt8](unsafeUninitializedCapacity: Int(EVP_MAX_MD_SIZE)) { target, count in
                var length: UInt32 = 0
                unsafe EVP_DigestFinal_ex(context, target.baseAddress, &length)
                count = Int(length)
            }
            return Digest(algorithm: algorithm, bytes: bytes)
        }
    }
}
