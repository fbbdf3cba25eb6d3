#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

func readFile(_ path: String) -> [UInt8]? {
  guard let file = fopen(path, "rb") else { return nil }
  defer { fclose(file) }
  var bytes: [UInt8] = []
  while feof(file) == 0 {
    let piece = [UInt8](unsafeUninitializedCapacity: 65_536) { buffer, count in
      count = fread(buffer.baseAddress, 1, 65_536, file)
    }
    if ferror(file) != 0 { return nil }
    bytes += piece
  }
  return bytes
}

func writeFile(_ path: String, _ text: String) -> Bool {
  guard let file = fopen(path, "wb") else { return false }
  let bytes = Array(text.utf8)
  let written = fwrite(bytes, 1, bytes.count, file)
  return fclose(file) == 0 && written == bytes.count
}

/// Fails the build.
func stop(_ message: String) -> Never {
  tell("error: embed-rules: \(message)")
  exit(1)
}

/// Writes a line that the build shows.
func tell(_ line: String) {
  // By its number, because the global `stderr` is a variable that Swift 6 lets nobody share.
  let bytes = Array((line + "\n").utf8)
  _ = write(2, bytes, bytes.count)
}
