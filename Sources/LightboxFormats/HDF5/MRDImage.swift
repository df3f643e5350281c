#if HDF5
    import LightboxCore
    import LightboxHDF5
    import Synchronization

    /// What raw MR data give slices of k-space from: arrays as fastMRI has them, or acquisitions one by one.
    protocol KSpaceSource: Sendable {
        /// The size of the encoded grid: readout, phase, partitions.
        var grid: [Int] { get }
        var slices: Int { get }
        var coils: Int { get }
        /// k-space of one slice, coil after coil.
        func kSpace(ofSlice slice: Int, _ each: (ComplexGrid) -> Void) throws
    }

    /// The root of the sum of squares over all coils of Cartesian raw data: the plain image that every reconstruction
    /// is compared with.
    ///
    /// A centred, orthonormal inverse Fourier transform of k-space as it stands (what was not measured counts as 0),
    /// of which the middle is kept that the header's image matrix asks for: readouts are oversampled.
    final class MRDImage: ImageSource {
        let header: ImageHeader
        private let source: any KSpaceSource
        /// Readout, phase, partitions of the image.
        private let crop: [Int]
        /// Which axis of the grid runs along each of the image's first axes.
        private let axes: [Int]
        private let recent = Mutex<(slice: Int, bytes: [UInt8])?>(nil)

        /// What one slice may take in memory, all in all.
        private static let limit = 1 << 31

        /// - Parameters:
        ///   - axes: the axes of the grid in the image's order.
        ///   - keepsSlices: whether a single slice is an axis all the same.
        init(_ source: any KSpaceSource, _ mrd: MRDHeader?, axes: [Int], keepsSlices: Bool) throws {
            let samples = source.grid.reduce(16) {
                $0.multipliedReportingOverflow(by: $1).overflow ? .max : $0 &* $1
            }
            guard samples <= Self.limit, source.grid.allSatisfy({ $0 > 0 }), source.slices > 0,
                source.coils > 0
            else {
                throw ArrayFault("k-space has the size \(source.grid), which is too large or empty")
            }
            (self.source, self.axes) = (source, axes)
            let wanted = mrd?.reconMatrix ?? source.grid
            crop = zip(source.grid, wanted).map { min($0, $1) }
            var shape = axes.map { [crop] in crop[$0] }
            if keepsSlices || source.slices > 1 { shape.append(source.slices) }
            var spacing: [Double] = []
            if let view = mrd?.reconView, let matrix = mrd?.reconMatrix {
                spacing = axes.map { view[$0] / Double(matrix[$0]) }
            }
            header = ImageHeader(shape: shape, storedType: .float32, spacing: spacing)
        }

        func read(_ region: Region) throws -> SampleBlock {
            guard region.lies(within: header.shape) else {
                throw ArrayFault(
                    "the region asked for lies outside the image, whose shape is \(header.shape)")
            }
            let hasSlices = header.shape.count > axes.count
            let inner = Array(header.shape.prefix(axes.count))
            let box = Array(region.ranges.prefix(axes.count))
            let slices = hasSlices ? region.ranges[axes.count] : 0..<1
            let size = box.reduce(4) { $0 * $1.count }
            var bytes = [UInt8](repeating: 0, count: size * slices.count)
            guard let from = BoxCopy.strides(of: inner), let to = BoxCopy.strides(of: box.map(\.count)) else {
                throw ArrayFault("the image has more samples than can be counted")
            }
            for (number, slice) in slices.enumerated() {
                try Task.checkCancellation()
                let start = zip(box, from).reduce(0) { $0 + $1.0.lowerBound * $1.1 }
                guard
                    BoxCopy(
                        shape: box.map(\.count), elementByteCount: 4, sourceStart: start, sourceStrides: from,
                        targetStart: number * size / 4, targetStrides: to
                    ).copy(from: try whole(slice), into: &bytes)
                else { throw ArrayFault("the image has fewer samples than it should") }
            }
            guard let block = SampleBlock(shape: region.shape, channels: 1, type: .float32, bytes: bytes)
            else {
                throw ArrayFault("the image has fewer samples than it should")
            }
            return block
        }

        /// A slice (or volume of partitions) in the image's order of axes.
        private func whole(_ slice: Int) throws -> [UInt8] {
            if let kept = recent.withLock({ $0 }), kept.slice == slice { return kept.bytes }
            var power = [Double](repeating: 0, count: crop.reduce(1, *))
            try source.kSpace(ofSlice: slice) { coil in
                var coil = coil
                coil.transform()
                coil.addPower(croppedTo: crop, to: &power)
            }
            var stored = [UInt8](repeating: 0, count: power.count * 4)
            for (index, value) in power.enumerated() {
                let bits = Float(value.squareRoot()).bitPattern
                for i in 0..<4 { stored[index * 4 + i] = UInt8(truncatingIfNeeded: bits >> UInt32(8 * i)) }
            }
            var bytes = stored
            if let from = BoxCopy.strides(of: crop), let to = BoxCopy.strides(of: axes.map { crop[$0] }) {
                _ = BoxCopy(
                    shape: axes.map { crop[$0] }, elementByteCount: 4, sourceStrides: axes.map { from[$0] },
                    targetStrides: to
                ).copy(from: stored, into: &bytes)
            }
            recent.withLock { $0 = (slice, bytes) }
            return bytes
        }
    }
#endif
