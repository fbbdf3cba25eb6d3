// swift-tools-version: 6.3
import PackageDescription

// No dependencies: a gate that runs on every commit brings no supply chain of its own.
let package = Package(
  name: "govlint",
  platforms: [.macOS(.v15)],
  products: [
    .library(name: "GovernanceLint", targets: ["GovernanceLint"]),
    .executable(name: "govlint", targets: ["govlint"]),
  ],
  targets: [
    .target(
      name: "GovernanceLint",
      // Rounding and square roots of the standard library are functions of libm, which only an import of Glibc would link.
      linkerSettings: [.linkedLibrary("m", .when(platforms: [.linux]))]
    ),
    .executableTarget(
      name: "govlint",
      dependencies: ["GovernanceLint"],
      linkerSettings: [
        // A static executable has no relocations for a loader to do: it starts in a quarter of the time.
        .unsafeFlags(["-static-executable"], .when(platforms: [.linux], configuration: .release))
      ],
      plugins: ["EmbedRulesPlugin"]
    ),
    .executableTarget(name: "embed-rules", dependencies: ["GovernanceLint"]),
    .plugin(
      name: "EmbedRulesPlugin", capability: .buildTool(), dependencies: ["embed-rules"], path: "Sources/EmbedRulesPlugin"),
    .executableTarget(name: "benchmark", dependencies: ["GovernanceLint"]),
    .executableTarget(name: "fuzz", dependencies: ["GovernanceLint"]),
    .testTarget(name: "GovernanceLintTests", dependencies: ["GovernanceLint", "fuzz"], exclude: ["Reporting/Goldens", "Rules/Faults.json"]),
    .testTarget(name: "govlintTests", dependencies: ["govlint"], exclude: ["Gate", "Goldens", "Portfolio", "Scenarios"]),
    .testTarget(name: "ConformanceTests", dependencies: ["GovernanceLint"]),
  ],
  swiftLanguageModes: [.v6]
)
