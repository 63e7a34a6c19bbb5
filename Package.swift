// swift-tools-version:6.2
import PackageDescription

/// Settings every target of ours shares: Swift 6 mode, and a warning is an error.
let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
]

/// A target of ours; `uses` is the whole list of what it may import (see docs/modules.md).
func module(_ name: String, uses: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: uses, swiftSettings: strict)
}

/// The tests of one target, or of one concern.
func tests(_ name: String, uses: [Target.Dependency], exclude: [String] = []) -> Target {
    .testTarget(name: name, dependencies: uses, exclude: exclude, swiftSettings: strict)
}

/// A C library of the system, found by pkg-config.
func system(_ name: String, pkgConfig: String, apt: String) -> Target {
    .systemLibrary(name: name, pkgConfig: pkgConfig, providers: [.apt([apt])])
}

let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let arguments = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let lifecycle = Target.Dependency.product(name: "ServiceLifecycle", package: "swift-service-lifecycle")

let package = Package(
    name: "mingcha",
    products: [
        .executable(name: "mingcha", targets: ["mingcha"]),
        .executable(name: "mingcha-bench", targets: ["Bench"]),
    ],
    dependencies: [
        .package(url: "https://github.com/hummingbird-project/hummingbird", exact: "2.28.1", traits: []),
        .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", exact: "2.13.0"),
    ],
    targets: [
        // C libraries of the system
        system("CSQLite", pkgConfig: "sqlite3", apt: "libsqlite3-dev"),
        system("CPostgreSQL", pkgConfig: "libpq", apt: "libpq-dev"),
        system("COpenSSL", pkgConfig: "libcrypto", apt: "libssl-dev"),
        system("CArgon2", pkgConfig: "libargon2", apt: "libargon2-dev"),
        system("CPango", pkgConfig: "pangocairo", apt: "libpango1.0-dev"),
        system("CQREncode", pkgConfig: "libqrencode", apt: "libqrencode-dev"),
        system("CZip", pkgConfig: "libzip", apt: "libzip-dev"),
        system("CExpat", pkgConfig: "expat", apt: "libexpat1-dev"),
        system("CZlib", pkgConfig: "zlib", apt: "zlib1g-dev"),
        .systemLibrary(name: "CZxcvbn", providers: [.apt(["libzxcvbn-dev"])]),
        system("CBrotli", pkgConfig: "libbrotlienc", apt: "libbrotli-dev"),
        // of the C library itself: its malloc and its view of the clock, which Swift's Glibc module leaves out
        .systemLibrary(name: "CMalloc"),

        // What knows nothing of inspections
        module("Timekeeping"),
        module("Cryptography", uses: ["COpenSSL", "CArgon2", "CZxcvbn"]),
        module("Drawing", uses: ["Cryptography"]),
        module("Typesetting", uses: ["CPango", "CQREncode"]),
        module("Compressing", uses: ["CZlib", "CBrotli"]),
        module("Spreadsheets", uses: ["Compressing", "CZip", "CExpat"]),
        module("Markup"),
        module("Storage", uses: ["Timekeeping", "CSQLite", "CPostgreSQL", logging]),

        // What every agency needs
        module("Vault", uses: ["Compressing", "Storage", "Cryptography", "Timekeeping"]),
        module("Authority", uses: ["Storage", "Cryptography", "Timekeeping"]),
        module("Ledger", uses: ["Authority", "Storage", "Cryptography", "Timekeeping"]),

        // The invented town of the tests
        module("TestKit", uses: ["Authority", "Vault", "Storage", "Cryptography", "Timekeeping"]),

        // The domain, in the order of the work
        module("Importing", uses: ["Ledger", "Vault", "Authority", "Storage", "Spreadsheets", "Cryptography", "Timekeeping"]),
        module("Library", uses: ["Importing", "Ledger", "Authority", "Storage", "Spreadsheets", "Timekeeping"]),
        module("Registry", uses: ["Library", "Importing", "Ledger", "Vault", "Authority", "Storage", "Spreadsheets", "Cryptography", "Timekeeping"]),
        module("Paperwork", uses: ["Ledger", "Vault", "Authority", "Storage", "Typesetting", "Cryptography", "Timekeeping"]),
        module("Tasking", uses: ["Registry", "Library", "Importing", "Drawing", "Spreadsheets", "Ledger", "Vault", "Authority", "Storage", "Cryptography", "Timekeeping"]),
        module("Inspecting", uses: ["Tasking", "Paperwork", "Registry", "Library", "Importing", "Ledger", "Authority", "Storage", "Cryptography", "Timekeeping"]),
        module("Disclosure", uses: ["Inspecting", "Tasking", "Registry", "Library", "Importing", "Authority", "Storage", "Timekeeping"]),

        // What people see, and the assembly
        module("Doors", uses: [
            "Importing", "Ledger", "Vault", "Authority", "Storage", "Spreadsheets", "Compressing", "Markup", "Cryptography", "Timekeeping", hummingbird, logging,
        ]),
        module("AuthorityPages", uses: ["Doors", "Ledger", "Vault", "Authority", "Storage", "Markup", "Timekeeping"]),
        module("RegistryPages", uses: [
            "Doors", "Inspecting", "Tasking", "Registry", "Library", "Importing", "Ledger", "Vault", "Authority", "Storage", "Spreadsheets", "Markup", "Timekeeping",
        ]),
        module("TaskingPages", uses: [
            "Doors", "Tasking", "Registry", "Library", "Importing", "Drawing", "Ledger", "Vault", "Authority", "Storage", "Spreadsheets", "Markup", "Cryptography", "Timekeeping",
        ]),
        module("InspectingPages", uses: [
            "Doors", "Inspecting", "Tasking", "Paperwork", "Registry", "Library", "Typesetting", "Ledger", "Vault", "Authority", "Storage", "Markup", "Cryptography", "Timekeeping",
        ]),
        .target(
            name: "Web",
            dependencies: [
                "InspectingPages", "TaskingPages", "RegistryPages", "AuthorityPages", "Doors", "Disclosure", "Inspecting", "Tasking", "Paperwork", "Registry", "Library", "Importing", "Ledger", "Vault", "Authority",
                "Storage", "Spreadsheets", "Markup", "Timekeeping",
            ],
            resources: [.copy("Assets")],
            swiftSettings: strict
        ),
        .executableTarget(
            name: "mingcha",
            dependencies: [
                "Web", "TaskingPages", "RegistryPages", "AuthorityPages", "Doors",
                "Disclosure", "Inspecting", "Tasking", "Paperwork", "Registry", "Library", "Importing", "Ledger", "Vault", "Authority",
                "Storage", "Drawing", "Typesetting", "Spreadsheets", "Cryptography", "Timekeeping", "CMalloc",
                hummingbird, logging, arguments, lifecycle,
            ],
            swiftSettings: strict
        ),

        // Figures and reliability: programs of their own, run by bin/bench, and tiny in the tests
        .target(name: "Probing", path: "Benchmarks/Probing", swiftSettings: strict),
        .executableTarget(
            name: "Bench",
            dependencies: [
                "Probing", "Spreadsheets", "Typesetting", "Drawing", "Inspecting", "Tasking", "Paperwork", "Registry", "Library", "Importing", "Vault",
                "Authority", "Storage", "Cryptography", "Timekeeping", arguments,
            ],
            path: "Benchmarks/Bench",
            swiftSettings: strict
        ),

        // Tests
        tests("HouseTests", uses: []),
        tests("WebTests", uses: ["mingcha", "Ledger", "Vault", "Cryptography", "Web", "InspectingPages", "TaskingPages", "RegistryPages", "AuthorityPages", "Doors", "Markup", "Drawing", "Spreadsheets", "Registry", "Library", "Importing", "Tasking", "Paperwork", "Inspecting", "Disclosure", "Probing", "Authority", "Storage", "TestKit", "Timekeeping", hummingbird, logging]),
        tests("FlowTests", uses: ["mingcha", "Bench", "Probing", "InspectingPages", "TaskingPages", "RegistryPages", "Doors", "Importing", "Paperwork", "Ledger", "Vault", "Authority", "Storage", "TestKit", "Timekeeping", logging], exclude: ["Former"]),
        tests("TimekeepingTests", uses: ["Timekeeping"]),
        tests("StorageTests", uses: ["Storage", "TestKit", "Timekeeping"]),
        tests("VaultTests", uses: ["Vault", "Storage", "TestKit", "Cryptography", "Timekeeping"]),
        tests("AuthorityTests", uses: ["Authority", "Vault", "Storage", "TestKit", "Timekeeping"]),
        tests("CryptographyTests", uses: ["Cryptography"]),
        tests("DrawingTests", uses: ["Drawing", "Cryptography"], exclude: ["Vectors"]),
        tests("TypesettingTests", uses: ["Typesetting", "CPango"]),
        tests("SpreadsheetsTests", uses: ["Spreadsheets"]),
        tests("RegistryTests", uses: [
            "Registry", "Library", "Importing", "Ledger", "Vault", "Authority", "Storage", "Spreadsheets", "TestKit", "Timekeeping",
        ]),
        tests("TaskingTests", uses: [
            "Tasking", "Registry", "Library", "Importing", "Drawing", "Ledger", "Authority", "Vault", "Storage", "Spreadsheets", "TestKit", "Cryptography",
            "Timekeeping",
        ]),
        tests("PaperworkTests", uses: [
            "Paperwork", "Ledger", "Vault", "Authority", "Storage", "Typesetting", "TestKit", "Cryptography", "Timekeeping", "CPango",
        ]),
        tests("InspectingTests", uses: ["Inspecting", "Paperwork", "Tasking", "Registry", "Library", "Importing", "Ledger", "Authority", "Storage", "TestKit", "Cryptography", "Timekeeping"]),
        tests("DisclosureTests", uses: ["Disclosure", "Ledger", "Vault", "Authority", "Storage", "TestKit", "Registry", "Library", "Importing", "Tasking"]),
        tests("LedgerTests", uses: ["Ledger", "Authority", "Storage", "TestKit", "Cryptography", "Timekeeping"]),
    ]
)
