import LightboxCore
import LightboxFormats

/// What the viewer's script needs to know of an image, as JSON.
struct ImageDescription {
    let item: ShelfItem
    let image: ImageDesk.OpenImage

    var json: JSONValue {
        let header = image.header
        let plan = image.plan
        let wire = image.isCodedColour ? .uint8 : header.storedType
        let sent = Plane.sentType(wire)
        let rescale = image.isCodedColour ? .identity : header.rescale
        return [
            "id": .string(item.id),
            "kind": .string(plan.kind.rawValue),
            "shape": .array(header.shape.map { .integer(Int64($0)) }),
            "channels": .integer(image.isCodedColour ? 3 : header.channels),
            "storedType": .string(header.storedType.rawValue),
            "sentType": .string(sent.rawValue),
            "slope": .number(rescale.slope),
            "intercept": .number(rescale.intercept),
            "unit": .string(rescale.unit),
            "isInverted": .bool(header.isInverted),
            "window": header.window.map(Self.json) ?? .null,
            "affine": header.affine.map { affine in
                .array(affine.rows.map { .array($0.map { .number($0) }) })
            } ?? .null,
            "axisCodes": header.affine.map { .strings($0.axisCodes.map(\.rawValue)) } ?? .null,
            "times": .integer(plan.timeCount),
            "timeStep": .number(header.timeStepSeconds),
            "first": .string(plan.first?.name),
            "levels": image.pyramid.map { pyramid in
                .array(pyramid.source.levels.map { .array($0.shape.map { .integer(Int64($0)) }) })
            } ?? .null,
            "overview": .integer(image.pyramid?.overview),
            "presets": .array(
                WindowPreset.presets(for: header, modality: item.modality).map { preset in
                    ["name": .string(preset.name), "window": Self.json(preset.window)]
                }),
            "planes": .array(plan.planes.map(Self.json)),
        ]
    }

    private static func json(_ window: Window) -> JSONValue {
        let (function, greys): (String, [UInt8]) =
            switch window.function {
            case .linearExact: ("exact", [])
            case .linear: ("linear", [])
            case .sigmoid: ("sigmoid", [])
            case .table(let greys): ("table", greys)
            }
        return [
            "center": .number(window.center), "width": .number(window.width), "function": .string(function),
            "greys": .array(greys.map { .integer(Int($0)) }),
        ]
    }

    private static func json(_ plane: PlaneLayout) -> JSONValue {
        func side(_ side: PlaneLayout.Side) -> JSONValue {
            [
                "axis": .integer(side.axis), "flipped": .bool(side.isFlipped), "count": .integer(side.count),
                "spacing": .number(side.spacing),
            ]
        }
        return [
            "name": .string(plane.name),
            "sliceAxis": .integer(plane.sliceAxis),
            "columns": side(plane.columns),
            "rows": side(plane.rows),
            "step": .integer(Plane.step(width: plane.columns.count, height: plane.rows.count)),
            "letters": plane.letters.map { letters in
                .strings([letters.left, letters.right, letters.top, letters.bottom].map(\.rawValue))
            } ?? .null,
        ]
    }
}
