// swift-tools-version: 6.2
// Sections in street order: system libraries, libraries, executables; a library beside its tests.
import PackageDescription

let settings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

func library(_ name: String, _ imports: [Target.Dependency]) -> [Target] {
  [
    .target(name: name, dependencies: imports, swiftSettings: settings),
    .testTarget(
      name: name + "Tests", dependencies: [.byName(name: name), "TestSupport"] + imports,
      swiftSettings: settings),
  ]
}

let package = Package(
  name: "sluice",
  products: [.executable(name: "sluice", targets: ["sluice"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.5.0")
  ],
  targets: [
    .systemLibrary(
      name: "CLibYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),
    .systemLibrary(name: "CZlib", providers: [.apt(["zlib1g-dev"])]),
    .target(name: "CLibGit2"),
    .target(
      name: "SluiceTemplates", path: "templates", exclude: ["github-action"],
      resources: [
        .embedInCode("argo"), .embedInCode("gitlab"), .embedInCode("init"),
        .embedInCode("kubernetes"), .embedInCode("page"),
      ],
      swiftSettings: settings),
  ]
    + library("SluiceCore", [])
    + library("SluiceYAML", ["CLibYAML", "SluiceCore"])
    + library("SluiceScan", ["SluiceCore"])
    + library("SluicePipeline", ["SluiceCore", "SluiceScan", "SluiceYAML"])
    + library("SluiceBundle", ["CLibGit2", "CZlib", "SluiceCore", "SluicePipeline"])
    + library("SluiceExport", ["SluiceCore", "SluicePipeline", "SluiceTemplates", "SluiceYAML"])
    + library("SluiceReport", ["SluiceCore", "SluicePipeline", "SluiceTemplates"])
    + library(
      "SluiceFuzz",
      [
        "SluiceBundle", "SluiceCore", "SluiceExport", "SluicePipeline", "SluiceReport",
        "SluiceScan", "SluiceYAML",
      ])
    + [
      .executableTarget(
        name: "sluice",
        dependencies: [
          "SluiceBundle", "SluiceCore", "SluiceExport", "SluicePipeline", "SluiceReport",
          "SluiceScan", "SluiceTemplates", "SluiceYAML",
          .product(name: "ArgumentParser", package: "swift-argument-parser"),
        ],
        swiftSettings: settings),
      .executableTarget(
        name: "sluice-dev",
        dependencies: [
          "SluiceCore", "SluiceFuzz", "SluicePipeline", "SluiceReport", "SluiceScan", "SluiceYAML",
        ],
        swiftSettings: settings),
      .testTarget(
        name: "EndToEndTests",
        dependencies: [
          "SluiceBundle", "SluiceCore", "SluiceExport", "SluicePipeline", "SluiceReport",
          "SluiceScan", "SluiceYAML", "TestSupport", "sluice",
        ],
        swiftSettings: settings),
      .target(name: "TestSupport", path: "Tests/Support", swiftSettings: settings),
    ],
  swiftLanguageModes: [.v6]
)
