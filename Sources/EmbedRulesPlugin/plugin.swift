import Foundation
import PackagePlugin

/// Hands every file of `rules/` to `embed-rules`, which checks them and writes them as one Swift file of the executable.
@main
struct EmbedRulesPlugin: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: Target) throws -> [Command] {
    let rules = context.package.directoryURL.appending(path: "rules")
    let output = context.pluginWorkDirectoryURL.appending(path: "EmbeddedRules.swift")
    let files = (FileManager.default.enumerator(at: rules, includingPropertiesForKeys: nil)?.allObjects ?? [])
      .compactMap { $0 as? URL }
      .filter { ["yaml", "json"].contains($0.pathExtension) }
      .sorted { $0.path < $1.path }
    // The files are arguments, so that one that is added or deleted changes the command and makes it run again.
    return [
      .buildCommand(
        displayName: "Checking and embedding rules/",
        executable: try context.tool(named: "embed-rules").url,
        arguments: ([output, rules] + files).map { $0.path(percentEncoded: false) },
        inputFiles: files,
        outputFiles: [output])
    ]
  }
}
