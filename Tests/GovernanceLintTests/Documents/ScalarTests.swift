import Testing

@testable import GovernanceLint

/// Scalars by the core schema (YAML 1.2.2 section 10.3.2).
@Test(arguments: [
  ("", .null), ("~", .null), ("null", .null), ("Null", .null), ("NULL", .null), ("nULL", .string("nULL")),
  ("true", .bool(true)), ("False", .bool(false)), ("TRUE", .bool(true)), ("tRue", .string("tRue")), ("truE", .string("truE")),
  ("no", .string("no")), ("on", .string("on")), ("y", .string("y")),
  ("0", .int(0)), ("-0", .int(0)), ("+12", .int(12)), ("08", .int(8)), ("0777", .int(777)),
  ("0o17", .int(15)), ("0xFf", .int(255)),
  ("0o8", .string("0o8")), ("0x", .string("0x")), ("-0x1", .string("-0x1")), ("1_000", .string("1_000")), ("-", .string("-")),
  ("9223372036854775807", .int(.max)), ("-9223372036854775808", .int(.min)),
  ("9223372036854775808", .bigInt("9223372036854775808")),
  ("1.5", .double(1.5)), ("1.", .double(1)), (".5", .double(0.5)), ("-.5e-1", .double(-0.05)),
  ("1e3", .double(1000)), ("+1E+2", .double(100)),
  (".", .string(".")), ("1e", .string("1e")), ("e1", .string("e1")), ("1.2.3", .string("1.2.3")), ("1e400", .double(.infinity)),
  (".inf", .double(.infinity)), ("-.INF", .double(-.infinity)), ("+.Inf", .double(.infinity)), (".iNf", .string(".iNf")),
  (".na", .string(".na")), ("2026-01-01", .string("2026-01-01")), ("12:30", .string("12:30")),
  ("'1'", .string("1")), ("\"true\"", .string("true")), ("|\n 1", .string("1\n")),
  ("!!str 1", .string("1")), ("! 1", .string("1")), ("!!int '7'", .int(7)), ("!!float 1", .double(1)),
  ("!!bool \"true\"", .bool(true)),
  ("!!int x", .string("x")), ("!!null ''", .null), ("!other 5", .int(5)), ("!!str", .string("")),
] as [(String, Scalar)])
func scalarsMeanWhatTheSchemaSays(_ text: String, _ value: Scalar) throws {
  let (document, _) = Document.parse(Source(path: "a.yaml", text: "--- \(text)\n"))
  let node = try #require(document.roots.first)
  #expect(node.scalarValue == value)
  #expect(node.isNull == (value == .null))
  #expect(node.isString == { if case .string = value { true } else { false } }())
  #expect(node.asBool == { if case .bool(let bool) = value { bool } else { nil } }())
  #expect(node.asInt == { if case .int(let int) = value { int } else { nil } }())
}

@Test func notANumberIsADouble() {
  for text in [".nan", ".NaN", ".NAN"] {
    #expect(Document.parse(Source(path: "a.yaml", text: text)).document.roots.first?.asDouble?.isNaN == true)
  }
}

/// YAML in, JSON out.
@Test(arguments: [
  ("a: 1.50\nb: [x, ~, 0x10, .inf]\n", #"{"a":1.50,"b":["x",null,16,null]}"#),
  ("- \"q\\\" \\\\ \\n \\x01 é\"\n", #"["q\" \\ \n \u0001 é"]"#),
  ("&a k: &b [1]\nc: *b\n[1, 2]: {}\n", #"{"k":[1],"c":[1],"[1,2]":{}}"#),
  ("12345678901234567890\n", "12345678901234567890"),
  ("", "null"),
])
func nodesAreWrittenAsJSON(_ yaml: String, _ json: String) {
  let document = Document.parse(Source(path: "a.yaml", text: yaml)).document
  #expect(OutputSink.text { JSONWriter.write(document, into: &$0) } == json)
}

@Test func prettyJSONHasOneEntryALine() {
  let text = OutputSink.text { sink in
    var writer = JSONWriter(layout: .pretty)
    writer.beginObject(into: &sink)
    writer.key("a", into: &sink)
    writer.beginArray(into: &sink)
    writer.int(1, into: &sink)
    writer.double(0.1, into: &sink)
    writer.double(2, into: &sink)
    writer.bool(true, into: &sink)
    writer.beginObject(into: &sink)
    writer.end(into: &sink)
    writer.end(into: &sink)
    writer.key("b", into: &sink)
    writer.string("x", into: &sink)
    writer.end(into: &sink)
  }
  #expect(text == "{\n  \"a\": [\n    1,\n    0.1,\n    2,\n    true,\n    {}\n  ],\n  \"b\": \"x\"\n}")
}
