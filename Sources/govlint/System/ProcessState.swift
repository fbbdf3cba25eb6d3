#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

import GovernanceLint

/// The value of an environment variable, or nil where it is not set.
func environment(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }

/// The absolute path of the working directory.
func currentFolder() throws(SystemError) -> String {
  guard let buffer = getcwd(nil, 0) else { throw .latest }
  defer { free(buffer) }
  return String(cString: buffer)
}

/// The day that it is now, in UTC.
func currentDate() -> CivilDate {
  let seconds = time(nil)
  return CivilDate(daysSinceEpoch: Int((seconds >= 0 ? seconds : seconds - 86_399) / 86_400))
}

/// Makes a write to a closed pipe an error like any other, instead of the end of the process.
func ignoreClosedPipes() { signal(SIGPIPE, SIG_IGN) }

/// Ends the process.
func endProcess(_ status: ExitStatus) -> Never { exit(status.rawValue) }
