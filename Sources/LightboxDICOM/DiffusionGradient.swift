public import LightboxCore

/// How strongly, and along which direction, diffusion was made to weaken the signal of a frame.
public struct DiffusionGradient: Sendable, Hashable {
    /// In s/mm²; 0 where nothing was done.
    public let bValue: Double
    /// Along the patient's axes (RAS+), of length 1; of length 0 where b is 0, or the object states no direction.
    public let direction: Vector3

    /// A b-value of 0 has no direction, whatever a scanner writes beside it.
    init(bValue: Double, direction: Vector3) {
        self.bValue = bValue
        self.direction = bValue > 0 ? direction : Vector3(0, 0, 0)
    }
}

/// The gradients of one file: from its header where the standard's attributes tell them, else from private ones.
///
///     let gradients = try DiffusionReader(header, from: source)
///     print(gradients.gradient(ofFrame: 0)?.bValue ?? 0)
///
/// GE is asked first, because it states the b-value but not the direction as the standard has it.
public struct DiffusionReader: Sendable {
    private let header: DICOMHeader
    /// All elements, for those that the header does not name; `nil` where it is not needed.
    private let file: DICOMFile?

    /// - Throws: what the source throws.
    public init(_ header: DICOMHeader, from source: any ByteSource) throws {
        self.header = header
        // The standard's attributes of an enhanced object hold for each frame; private ones only for all.
        let isWhole = header.frameCount > 1 || header.numbers(.diffusionGradientOrientation).count == 3
        file = isWhole ? nil : try DICOMFile(source)
    }

    /// What the file says of a frame, or `nil` where it states no b-value.
    public func gradient(ofFrame frame: Int) -> DiffusionGradient? {
        if let set = file?.dataSet, let own = generalElectric(set, frame) { return own }
        var bValue = header.numbers(.diffusionBValue, frame: frame).first
        var direction = Self.patientDirection(header.numbers(.diffusionGradientOrientation, frame: frame))
        if let file, bValue == nil || direction == nil {
            let own = Self.philips(file.dataSet) ?? Self.siemens(file)
            (bValue, direction) = (bValue ?? own?.bValue, direction ?? own?.direction)
        }
        guard let bValue, bValue.isFinite, (0...1e6).contains(bValue) else { return nil }
        return DiffusionGradient(bValue: bValue, direction: direction ?? Vector3(0, 0, 0))
    }

    /// A direction of three numbers in LPS+, as one of length 1 in RAS+.
    private static func patientDirection(_ numbers: [Double]) -> Vector3? {
        guard numbers.count == 3, numbers.allSatisfy({ abs($0) <= 2 }) else { return nil }
        return Vector3(-numbers[0], -numbers[1], numbers[2]).unit
    }

    private static func philips(_ set: DICOMDataSet) -> (bValue: Double, direction: Vector3?)? {
        guard
            let bValue = set.privateNumbers(0x2001, 0x03, of: "Philips Imaging DD 001", as: .float32).first
        else { return nil }
        let direction = [UInt8(0xB0), 0xB1, 0xB2].compactMap {
            set.privateNumbers(0x2005, $0, of: "Philips MR Imaging DD 001", as: .float32).first
        }
        return (bValue, patientDirection(direction))
    }

    private static func siemens(_ file: DICOMFile) -> (bValue: Double, direction: Vector3?)? {
        let (set, creator) = (file.dataSet, "SIEMENS MR HEADER")
        if let bValue = set.privateDecimal(0x0019, 0x0C, of: creator) {
            let direction = set.privateNumbers(0x0019, 0x0E, of: creator, as: .float64)
            return (bValue, patientDirection(direction))
        }
        guard let element = set.privateElement(0x0029, 0x10, of: "SIEMENS CSA HEADER"),
            let bytes = try? file.bytes(of: element)
        else { return nil }
        let own = SiemensHeader(bytes)
        return own.numbers("B_value").first.map {
            ($0, patientDirection(own.numbers("DiffusionGradientDirection")))
        }
    }

    /// GE writes directions along frequency, phase and slice of the image, and weakens the gradient where a series
    /// has several b-values: b is then that of the series times the square of the length.
    private func generalElectric(_ set: DICOMDataSet, _ frame: Int) -> DiffusionGradient? {
        let own = [UInt8(0xBB), 0xBC, 0xBD].compactMap { set.privateDecimal(0x0019, $0, of: "GEMS_ACQU_01") }
        guard own.count == 3, own.allSatisfy({ abs($0) <= 2 }), let plane = header.plane(frame: frame),
            let stated = set.privateDecimal(0x0043, 0x39, of: "GEMS_PARM_01"), (0...2e9).contains(stated)
        else { return nil }
        // Newer software adds 10⁹ as a mark of its own.
        let bValue = stated.truncatingRemainder(dividingBy: 1e9)
        let length = Vector3(own[0], own[1], own[2]).length
        // Without a direction b is that of the series, whatever this image is.
        guard length > 0, bValue > 0 else {
            return DiffusionGradient(bValue: 0, direction: Vector3(0, 0, 0))
        }
        let isRow = set.text("InPlanePhaseEncodingDirection")?.hasPrefix("R") == true
        let (x, y, z) = isRow ? (own[1], -own[0], own[2]) : (own[0], own[1], own[2])
        // The signs go by the plane of the image, as dcm2niix found them.
        let normal = plane.normal
        let (ax, ay, az) = (abs(normal.x), abs(normal.y), abs(normal.z))
        let signs: (i: Double, j: Double, k: Double) =
            az >= ax && az >= ay ? (-1, 1, 1) : ay >= ax ? (-1, -1, 1) : (1, -1, -1)
        // Up in the image is against the direction of its columns.
        let direction =
            plane.right * (signs.i * x) + plane.down * (-signs.j * y) + normal * (signs.k * z)
        let isWeakened = length > 0.03 && length < 0.97
        return DiffusionGradient(
            bValue: isWeakened ? (bValue * length * length / 5).rounded() * 5 : bValue,
            direction: direction.unit)
    }
}

extension Vector3 {
    /// The same direction, of length 1; unchanged where it has none.
    fileprivate var unit: Vector3 { length > 0 ? self * (1 / length) : self }
}

extension DICOMDataSet {
    /// The numbers of a private element, which in Implicit VR are bytes of the type that the vendor documents.
    fileprivate func privateNumbers(
        _ group: UInt16, _ element: UInt8, of creator: String, as type: SampleType
    ) -> [Double] {
        guard let found = privateElement(group, element, of: creator) else { return [] }
        guard found.vr == .UN, case .bytes(let bytes) = found.value else { return numbers(of: found) }
        return bytes.numbers(type, found.order)
    }

    /// The first number of a private element that is written in decimal.
    fileprivate func privateDecimal(_ group: UInt16, _ element: UInt8, of creator: String) -> Double? {
        guard let found = privateElement(group, element, of: creator) else { return nil }
        guard found.vr == .UN, case .bytes(let bytes) = found.value else { return numbers(of: found).first }
        return bytes.span.decimals(in: 0..<bytes.count, limit: 1).first
    }
}
