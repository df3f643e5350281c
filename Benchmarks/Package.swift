// swift-tools-version: 6.3
import PackageDescription

// A package of its own, so that users of Lightbox never build it.
let package = Package(
    name: "lightbox-benchmarks",
    dependencies: [
        .package(name: "lightbox", path: ".."),
        .package(url: "https://github.com/apple/swift-system", from: "1.8.0"),
    ],
    targets: [
        // What Lightbox is held against: the bare inflate of two libraries.
        .systemLibrary(name: "CBenchLibraries"),
        .executableTarget(
            name: "LightboxBench",
            dependencies: [
                "CBenchLibraries",
                .product(name: "LightboxCore", package: "lightbox"),
                .product(name: "LightboxArchive", package: "lightbox"),
                .product(name: "LightboxCodecs", package: "lightbox"),
                .product(name: "LightboxContainers", package: "lightbox"),
                .product(name: "LightboxDICOM", package: "lightbox"),
                .product(name: "LightboxFormats", package: "lightbox"),
                .product(name: "LightboxRecords", package: "lightbox"),
                .product(name: "LightboxIndex", package: "lightbox"),
                .product(name: "LightboxStore", package: "lightbox"),
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            swiftSettings: [
                .enableUpcomingFeature("ExistentialAny"),
                .enableUpcomingFeature("InternalImportsByDefault"),
                .enableUpcomingFeature("MemberImportVisibility"),
                .strictMemorySafety(),
            ]),
    ],
    swiftLanguageModes: [.v6]
)
