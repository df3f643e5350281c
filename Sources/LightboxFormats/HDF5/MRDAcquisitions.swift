#if HDF5
    import LightboxCore
    import LightboxHDF5

    /// k-space as ISMRMRD has it: readouts one by one, each with its head and its place.
    struct MRDAcquisitions: KSpaceSource {
        let grid: [Int]
        let slices: Int
        let coils: Int
        /// What a careful user should know.
        let notes: [String]
        private let dataset: any HDF5Dataset
        private let layout: Layout
        private let lines: [Line]
        private let centre: [Int]

        /// Where in a record the numbers are.
        private struct Layout {
            let flags, samples, channels, before, after, middle: Int
            /// Where the counters start, each of two bytes: steps 1 and 2, average, slice, contrast, phase,
            /// repetition, set.
            let counters: Int
            let data: HDF5Member
            let order: ByteOrder
        }
        /// One readout that belongs to the image.
        private struct Line {
            let number: Int
            let flags: UInt64
            let samples, channels, before, after, middle: Int
            let steps: [Int]
            let slice: Int
        }

        /// Readouts of noise, calibration alone, navigation, phase correction, feedback and the like: ISMRMRD counts
        /// flags from 1.
        private static let foreign: UInt64 =
            [19, 20, 23, 24, 26, 27, 28, 29].reduce(0) { $0 | 1 << UInt64($1 - 1) }
        private static let reversed: UInt64 = 1 << 21
        private static let countLimit = 10_000_000

        /// - Parameter dataset: `data` of an ISMRMRD group.
        init(_ dataset: any HDF5Dataset, _ header: MRDHeader) throws {
            let info = dataset.info
            guard let layout = Self.layout(info.type), info.shape.count == 1 else {
                throw HDF5Error(object: info.path, "does not hold acquisitions as ISMRMRD has them")
            }
            guard info.shape[0] <= Self.countLimit else {
                throw HDF5Error(object: info.path, "claims \(info.shape[0]) acquisitions, more than are read")
            }
            (self.dataset, self.layout) = (dataset, layout)
            var (lines, notes, foreign, others) = ([Line](), [String](), 0, 0)
            let size = info.type.byteCount
            for first in stride(from: 0, to: info.shape[0], by: 4096) {
                let count = min(4096, info.shape[0] - first)
                let records = try dataset.read(start: [first], count: [count])
                for index in 0..<count {
                    let line = Self.line(records.span, at: index * size, layout, number: first + index)
                    guard let line else { continue }
                    if line.line.flags & Self.foreign != 0 {
                        foreign += 1
                    } else if line.isOther {
                        others += 1
                    } else {
                        lines.append(line.line)
                    }
                }
            }
            guard let longest = lines.map({ $0.samples - $0.before - $0.after }).max() else {
                throw HDF5Error(object: info.path, "holds no readout of an image")
            }
            if foreign > 0 {
                notes.append("Readouts of noise, calibration or navigation are left out: \(foreign).")
            }
            if others > 0 {
                notes.append(
                    "\(others) readouts of further contrasts, phases, repetitions or sets are left out.")
            }
            let steps = (0..<2).map { axis in (lines.map { $0.steps[axis] }.max() ?? 0) + 1 }
            let grid = header.encodedMatrix ?? [longest, steps[0], steps[1]]
            guard grid[0] >= longest || header.encodedMatrix == nil else {
                throw HDF5Error(
                    object: info.path, "has readouts of \(longest) samples, but the header encodes \(grid[0])"
                )
            }
            // A grid far larger than what was measured is damage.
            let points = grid.reduce(1) { $0.multipliedReportingOverflow(by: $1).overflow ? .max : $0 &* $1 }
            guard points / 4096 <= lines.reduce(0, { $0 + $1.samples }) else {
                throw HDF5Error(object: info.path, "holds far fewer samples than the encoded matrix, \(grid)")
            }
            self.grid = grid
            centre = [header.centre(1) ?? grid[1] / 2, header.centre(2) ?? grid[2] / 2]
            slices = (lines.map(\.slice).max() ?? 0) + 1
            coils = lines.map(\.channels).max() ?? 0
            self.lines = lines
            self.notes = notes
        }

        private static func layout(_ type: HDF5Datatype) -> Layout? {
            guard case .compound(_, let members) = type,
                let head = members.first(where: { $0.name == "head" }),
                let data = members.first(where: { $0.name == "data" }),
                case .sequence(let element, _) = data.type,
                case .number(.float32, let order) = element.isPair ?? element,
                case .compound(_, let fields) = head.type,
                let counters = fields.first(where: { $0.name == "idx" })
            else { return nil }
            func place(_ name: String) -> Int? {
                fields.first { $0.name == name }.map { head.offset + $0.offset }
            }
            guard let flags = place("flags"), let samples = place("number_of_samples"),
                let channels = place("active_channels"), let before = place("discard_pre"),
                let after = place("discard_post"), let middle = place("center_sample"),
                counters.type.byteCount >= 16
            else { return nil }
            return Layout(
                flags: flags, samples: samples, channels: channels, before: before, after: after,
                middle: middle,
                counters: head.offset + counters.offset, data: data, order: order)
        }

        private static func line(
            _ records: Span<UInt8>, at start: Int, _ layout: Layout, number: Int
        ) -> (line: Line, isOther: Bool)? {
            func short(_ offset: Int) -> Int {
                Int(records.integer(UInt16.self, at: start + offset, layout.order) ?? 0)
            }
            guard let flags: UInt64 = records.integer(at: start + layout.flags, layout.order) else {
                return nil
            }
            let counters = (0..<8).map { short(layout.counters + 2 * $0) }
            let line = Line(
                number: number, flags: flags, samples: short(layout.samples),
                channels: short(layout.channels),
                before: short(layout.before), after: short(layout.after), middle: short(layout.middle),
                steps: [counters[0], counters[1]], slice: counters[3])
            return (line, counters[4...7].contains { $0 != 0 })
        }

        func kSpace(ofSlice slice: Int, _ each: (ComplexGrid) -> Void) throws {
            let wanted = lines.filter { $0.slice == slice }
            var read: [(line: Line, bytes: [UInt8])] = []
            for line in wanted {
                let values = try dataset.values(start: [line.number], count: [1])
                guard let bytes = values.blob(at: layout.data.offset),
                    bytes.count >= line.samples * line.channels * 8
                else {
                    throw HDF5Error(
                        object: dataset.info.path,
                        "acquisition \(line.number) holds fewer samples than its head says")
                }
                read.append((line, bytes))
            }
            for coil in 0..<coils {
                var space = ComplexGrid(shape: grid)
                var times = [Int](repeating: 0, count: grid[1] * grid[2])
                for (line, bytes) in read where coil < line.channels {
                    let row = line.steps[0] - centre[0] + grid[1] / 2
                    let partition = line.steps[1] - centre[1] + grid[2] / 2
                    guard row >= 0, row < grid[1], partition >= 0, partition < grid[2] else { continue }
                    let at = (partition * grid[1] + row) * grid[0]
                    times[partition * grid[1] + row] += 1
                    let last = line.samples - line.after
                    for sample in line.before..<max(line.before, last) {
                        // The middle of k-space is `center_sample`, in the order in which samples were taken.
                        let ordered = line.flags & Self.reversed != 0 ? line.samples - 1 - sample : sample
                        let middle = line.middle > 0 ? line.middle : line.samples / 2
                        let place = sample - middle + grid[0] / 2
                        guard place >= 0, place < grid[0] else { continue }
                        let offset = (coil * line.samples + ordered) * 8
                        space.re[at + place] += Double(bytes.span.float32(at: offset, layout.order) ?? 0)
                        space.im[at + place] += Double(bytes.span.float32(at: offset + 4, layout.order) ?? 0)
                    }
                }
                // What was measured several times is averaged.
                for (index, count) in times.enumerated() where count > 1 {
                    for place in index * grid[0]..<(index + 1) * grid[0] {
                        space.re[place] /= Double(count)
                        space.im[place] /= Double(count)
                    }
                }
                each(space)
            }
        }
    }

    extension HDF5Datatype {
        /// Of complex numbers the type of a part: some writers keep samples as pairs.
        fileprivate var isPair: HDF5Datatype? {
            guard case .compound(_, let members) = self, samples?.type == .complex64 else { return nil }
            return members[0].type
        }
    }
#endif
