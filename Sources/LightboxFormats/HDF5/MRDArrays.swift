#if HDF5
    import LightboxCore
    import LightboxHDF5

    /// k-space as fastMRI has it: one array of slices, coils, readout and phase.
    struct MRDArrays: KSpaceSource {
        let grid: [Int]
        let slices: Int
        let coils: Int
        private let image: HDF5Image

        /// Takes the dataset `kspace`, or returns `nil` where it is none of complex numbers with three or four axes.
        init?(_ image: HDF5Image) {
            let shape = image.header.shape
            guard image.header.storedType.isComplex, shape.count == 3 || shape.count == 4 else { return nil }
            self.image = image
            // Phase is the fastest axis, readout the next.
            grid = [shape[1], shape[0], 1]
            (coils, slices) = shape.count == 4 ? (shape[2], shape[3]) : (1, shape[2])
        }

        func kSpace(ofSlice slice: Int, _ each: (ComplexGrid) -> Void) throws {
            for coil in 0..<coils {
                let plane = [0..<grid[1], 0..<grid[0]]
                let block = try image.read(
                    Region(
                        plane + (image.header.shape.count == 4 ? [coil..<coil + 1] : []) + [slice..<slice + 1]
                    ))
                var space = ComplexGrid(shape: grid)
                let bytes = block.bytes.span
                for phase in 0..<grid[1] {
                    for readout in 0..<grid[0] {
                        let (from, to) = (readout * grid[1] + phase, phase * grid[0] + readout)
                        if block.type == .complex64 {
                            space.re[to] = Double(bytes.float32(at: from * 8, .little) ?? 0)
                            space.im[to] = Double(bytes.float32(at: from * 8 + 4, .little) ?? 0)
                        } else {
                            space.re[to] = bytes.float64(at: from * 16, .little) ?? 0
                            space.im[to] = bytes.float64(at: from * 16 + 8, .little) ?? 0
                        }
                    }
                }
                each(space)
            }
        }
    }
#endif
