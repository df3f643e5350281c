// swift-tools-version: 6.3
import PackageDescription

let package = Package(
    name: "lightbox",
    products: [
        .executable(name: "lightbox", targets: ["LightboxCommand"]),
        // Not called stable yet; `Benchmarks/` and `Examples/` build on them.
        .library(name: "LightboxCore", targets: ["LightboxCore"]),
        .library(name: "LightboxArchive", targets: ["LightboxArchive"]),
        .library(name: "LightboxCodecs", targets: ["LightboxCodecs"]),
        .library(name: "LightboxContainers", targets: ["LightboxContainers"]),
        .library(name: "LightboxDICOM", targets: ["LightboxDICOM"]),
        .library(name: "LightboxFormats", targets: ["LightboxFormats"]),
        .library(name: "LightboxRecords", targets: ["LightboxRecords"]),
        .library(name: "LightboxIndex", targets: ["LightboxIndex"]),
        .library(name: "LightboxStore", targets: ["LightboxStore"]),
    ],
    traits: [
        .default(enabledTraits: ["HDF5", "Slides"]),
        .trait(
            name: "HDF5",
            description: "Read HDF5, MINC 2 and MATLAB 7.3, through libhdf5 where it is installed."),
        .trait(
            name: "Slides",
            description: "Read whole slides (SVS, NDPI, MRXS, …), through OpenSlide where it is installed."),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.14.0"),
        .package(url: "https://github.com/apple/swift-system", from: "1.8.0"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        // Without its default traits Hummingbird needs neither swift-configuration nor a TLS stack.
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.0", traits: []),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.0"),
    ],
    targets: [
        // The nouns.
        .target(name: "LightboxCore"),

        // Files.
        .systemLibrary(name: "CLightboxZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .systemLibrary(name: "CLightboxIsal", pkgConfig: "libisal", providers: [.apt(["libisal-dev"])]),
        .systemLibrary(name: "CLightboxZstd", pkgConfig: "libzstd", providers: [.apt(["libzstd-dev"])]),
        .systemLibrary(name: "CLightboxBlosc", pkgConfig: "blosc", providers: [.apt(["libblosc-dev"])]),
        .systemLibrary(name: "CLightboxBzip2", providers: [.apt(["libbz2-dev"])]),
        .systemLibrary(name: "CLightboxSpng", pkgConfig: "spng", providers: [.apt(["libspng-dev"])]),
        .systemLibrary(
            name: "CLightboxTurboJPEG", pkgConfig: "libturbojpeg", providers: [.apt(["libturbojpeg0-dev"])]),
        .target(name: "CLightboxJPEG", linkerSettings: [.linkedLibrary("jpeg")]),
        .systemLibrary(name: "CLightboxCharLS", pkgConfig: "charls", providers: [.apt(["libcharls-dev"])]),
        .systemLibrary(
            name: "CLightboxOpenJPEG", pkgConfig: "libopenjp2", providers: [.apt(["libopenjp2-7-dev"])]),
        .systemLibrary(
            name: "CLightboxCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
        .systemLibrary(name: "CLightboxTIFF", pkgConfig: "libtiff-4", providers: [.apt(["libtiff-dev"])]),
        .systemLibrary(name: "CLightboxGIF", providers: [.apt(["libgif-dev"])]),
        .systemLibrary(name: "CLightboxLinux"),
        .systemLibrary(name: "CLightboxBytes"),
        .target(
            name: "LightboxArchive",
            dependencies: ["LightboxCore", "CLightboxCrypto", "CLightboxLinux", .systemPackage]),
        .target(
            name: "LightboxCodecs",
            dependencies: [
                "LightboxCore", "CLightboxBlosc", "CLightboxBzip2", "CLightboxGIF", "CLightboxIsal",
                "CLightboxSpng", "CLightboxTIFF", "CLightboxTurboJPEG", "CLightboxZlib", "CLightboxZstd",
                "CLightboxJPEG", "CLightboxCharLS", "CLightboxOpenJPEG",
            ]),
        .target(name: "LightboxDICOM", dependencies: ["LightboxCore", "LightboxCodecs"]),
        .target(name: "CLightboxHDF5"),
        .target(name: "LightboxHDF5", dependencies: ["LightboxCore", "LightboxCodecs", "CLightboxHDF5"]),
        .systemLibrary(
            name: "CLightboxLibarchive", pkgConfig: "libarchive", providers: [.apt(["libarchive-dev"])]),
        .target(
            name: "LightboxContainers",
            dependencies: [
                "LightboxCore", "LightboxArchive", "LightboxCodecs", "CLightboxLibarchive", .systemPackage,
            ]),
        .systemLibrary(name: "CLightboxExpat", pkgConfig: "expat", providers: [.apt(["libexpat1-dev"])]),
        .systemLibrary(name: "CLightboxSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
        .target(name: "CLightboxSlides"),
        .target(name: "LightboxSlides", dependencies: ["LightboxCore", "CLightboxSlides"]),
        .target(
            name: "LightboxFormats",
            dependencies: [
                "CLightboxBytes", "CLightboxExpat", "CLightboxSQLite",
                "LightboxCore", "LightboxArchive", "LightboxCodecs", "LightboxContainers", "LightboxDICOM",
                .systemPackage,
                .target(name: "LightboxHDF5", condition: .when(traits: ["HDF5"])),
                .target(name: "LightboxSlides", condition: .when(traits: ["Slides"])),
            ]),

        // Datasets.
        .target(
            name: "LightboxStore",
            dependencies: [
                "LightboxCore", .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "GRDBSQLite", package: "GRDB.swift"),
            ]),
        .target(
            name: "LightboxCatalogue",
            dependencies: [
                "LightboxCore", "LightboxStore", .systemPackage, .product(name: "Yams", package: "Yams"),
            ]),
        .target(name: "CLightboxCurl"),
        .target(
            name: "LightboxFetch",
            dependencies: [
                "LightboxCore", "LightboxArchive", "LightboxCatalogue", "LightboxContainers", "CLightboxCurl",
                .systemPackage,
            ]),
        .target(
            name: "LightboxRecords",
            dependencies: [
                "LightboxCore", "LightboxArchive", "LightboxContainers", "LightboxDICOM", "LightboxFormats",
                .systemPackage,
            ]),
        .target(
            name: "LightboxIndex",
            dependencies: [
                "LightboxCore", "LightboxArchive", "LightboxStore", "LightboxRecords",
                .systemPackage,
            ]),

        .target(
            name: "LightboxWriters",
            dependencies: [
                "LightboxCore", "LightboxArchive", "LightboxCodecs", "LightboxDICOM", "LightboxFormats",
                .systemPackage,
            ]),

        // Uses.
        .target(
            name: "LightboxTwin",
            dependencies: [
                "LightboxCore", "LightboxCodecs", "LightboxDICOM", "LightboxFormats", "LightboxWriters",
                .systemPackage,
            ]),
        .target(
            name: "LightboxServer",
            dependencies: [
                "LightboxCore", "LightboxArchive", "LightboxCatalogue", "LightboxCodecs", "LightboxFormats",
                "LightboxRecords", "LightboxIndex", .systemPackage,
                .product(name: "Logging", package: "swift-log"),
                .product(name: "Hummingbird", package: "hummingbird"),
            ],
            resources: [.copy("Web")]),

        // The glue.
        .executableTarget(
            name: "LightboxCommand",
            dependencies: [
                "LightboxCore", "LightboxArchive", "LightboxCatalogue", "LightboxDICOM", "LightboxFormats",
                "LightboxStore", "LightboxFetch", "LightboxRecords", "LightboxIndex", "LightboxTwin",
                "LightboxServer", "LightboxWriters", .systemPackage,
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]),

        .executableTarget(
            name: "middle-slice", dependencies: ["LightboxCore", "LightboxFormats", .systemPackage],
            path: "Examples/MiddleSlice"),

        // Tests.
        .executableTarget(
            name: "lightbox-fuzz",
            dependencies: [
                "LightboxCodecs", "LightboxCore", "LightboxFormats", "LightboxTesting", .systemPackage,
            ],
            path: "Tests/LightboxFuzz"),
        .target(name: "LightboxTesting", dependencies: ["LightboxCore"], path: "Tests/LightboxTesting"),
        .testTarget(name: "LightboxCoreTests", dependencies: ["LightboxCore", "LightboxTesting"]),
        .testTarget(name: "LightboxStoreTests", dependencies: ["LightboxStore", "LightboxTesting"]),
        .testTarget(
            name: "LightboxArchiveTests",
            dependencies: ["LightboxCore", "LightboxArchive", "LightboxTesting", .systemPackage]),
        .testTarget(
            name: "LightboxDICOMTests", dependencies: ["LightboxCore", "LightboxDICOM", "LightboxTesting"]),
        .testTarget(
            name: "LightboxTwinTests",
            dependencies: [
                "LightboxCore", "LightboxArchive", "LightboxDICOM", "LightboxFormats", "LightboxTwin",
                "LightboxTesting", "LightboxWriters", .systemPackage,
            ]),
        .testTarget(
            name: "LightboxWritersTests",
            dependencies: [
                "LightboxCore", "LightboxArchive", "LightboxCodecs", "LightboxDICOM", "LightboxFormats",
                "LightboxTesting", "LightboxWriters", .systemPackage,
            ]),
        .testTarget(
            name: "LightboxCodecsTests", dependencies: ["LightboxCore", "LightboxCodecs", "LightboxTesting"]),
        .testTarget(
            name: "LightboxFormatsTests",
            dependencies: [
                "LightboxCore", "LightboxArchive", "LightboxCodecs", "LightboxContainers", "LightboxFormats",
                "LightboxTesting",
                .systemPackage,
            ]),
        .testTarget(
            name: "LightboxCatalogueTests",
            dependencies: [
                "LightboxCore", "LightboxStore", "LightboxCatalogue", "LightboxTesting", .systemPackage,
            ]),
        .testTarget(
            name: "LightboxFetchTests",
            dependencies: [
                "LightboxCore", "LightboxArchive", "LightboxCatalogue", "LightboxFetch", "LightboxTesting",
                .systemPackage,
            ]),
        .testTarget(
            name: "LightboxServerTests",
            dependencies: [
                "LightboxArchive", "LightboxCodecs", "LightboxCore", "LightboxCatalogue", "LightboxDICOM",
                "LightboxFormats", "LightboxIndex",
                "LightboxServer", "LightboxStore", "LightboxTesting", "LightboxTwin", "LightboxWriters",
                .systemPackage,
                .product(name: "Logging", package: "swift-log"),
            ]),
        .testTarget(
            name: "LightboxRecordsTests",
            dependencies: [
                "LightboxArchive", "LightboxCore", "LightboxDICOM", "LightboxRecords", "LightboxTesting",
                .systemPackage,
            ]),
        .testTarget(
            name: "LightboxIndexTests",
            dependencies: [
                "LightboxCore", "LightboxArchive", "LightboxStore", "LightboxRecords", "LightboxIndex",
                "LightboxTesting", .systemPackage,
            ]),
        .testTarget(
            name: "LightboxCommandTests",
            dependencies: ["LightboxCatalogue", "LightboxCommand", "LightboxTesting"]),
    ],
    swiftLanguageModes: [.v6]
)

// Coverage-guided fuzzing; libFuzzer brings `main`, so this links only with `--sanitize fuzzer`.
if Context.environment["LIGHTBOX_FUZZER"] == "1" {
    package.targets.append(
        .executableTarget(
            name: "lightbox-fuzz-guided",
            dependencies: ["LightboxArchive", "LightboxCore", "LightboxFormats", .systemPackage],
            path: "Tests/LightboxFuzzGuided"))
}

extension Target.Dependency {
    static var systemPackage: Self { .product(name: "SystemPackage", package: "swift-system") }
}

// Warnings are errors in our own checks, not for those who build with the next compiler.
let strictness: [SwiftSetting] =
    Context.environment["LIGHTBOX_STRICT"] == "1" ? [.treatAllWarnings(as: .error)] : []

for target in package.targets where target.type != .system && target.type != .plugin {
    target.swiftSettings =
        (target.swiftSettings ?? []) + [
            .enableUpcomingFeature("ExistentialAny"),
            .enableUpcomingFeature("InternalImportsByDefault"),
            .enableUpcomingFeature("MemberImportVisibility"),
            .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
            .strictMemorySafety(),
        ] + strictness
}
