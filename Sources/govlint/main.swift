ignoreClosedPipes()
endProcess(runCommand(Array(CommandLine.arguments.dropFirst())))
