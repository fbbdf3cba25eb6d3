import Testing

@testable import GovernanceLint

@Suite struct SchemaFormatTests {
  @Test(
    arguments: [
      (.date, ["2026-03-31", "0400-02-29"], ["2026-02-30", "2026-3-1", "2026-03-31T", "", "२026-01-01"]),
      (
        .dateTime, ["2026-03-31T09:30:00Z", "1985-04-12t23:20:50.52+01:00"],
        ["2026-03-31", "2026-03-31 09:30:00Z", "2026-02-30T00:00:00Z"]
      ),
      (
        .time, ["23:59:60Z", "00:29:60-23:30", "08:30:06.283185z"],
        ["22:59:60Z", "08:30:06", "24:00:00Z", "08:30:06.Z", "08:30:06+1:00"]
      ),
      (.duration, ["P1Y2M3DT4H5M6S", "P2W", "PT36H"], ["P", "PT", "P1Y2D", "P1Y2W", "P2W1D", "PT1H2S", "P0.5D", "1D", "PTT1H"]),
      (.period, ["P3M", "P1Y6M", "P14D"], ["PT12H", "3M", "P", "p3m"]),
      (
        .email, ["a.b+c@example.com", "\"a b\"@example.com", "a@[192.0.2.1]"],
        ["a", "a@", "@b", "a..b@c.de", "a b@c.de", "a@b@c.de", "é@c.de"]
      ),
      (.idnEmail, ["실례@실례.테스트"], ["2962", "@실례"]),
      (
        .hostname, ["www.example.com", "1host", "a--b"],
        ["-a", "a-", "a_b", "", ".", "example.", String(repeating: "a", count: 64)]
      ),
      (.idnHostname, ["실례.테스트", "a。b"], ["", "〮실례", "a..b", "-a"]),
      (.ipv4, ["192.0.2.1", "0.0.0.0"], ["256.0.0.1", "1.2.3", "01.2.3.4", "1.2.3.4.5", ""]),
      (
        .ipv6, ["::", "::1", "1::", "2001:db8::1", "::ffff:192.0.2.1", "1:2:3:4:5:6:7:8"],
        [":::", "1:2:3:4:5:6:7", "12345::", ":1", "1::2::3", "::1%eth0"]
      ),
      (
        .uri, ["https://example.com/a?b#c", "urn:x:y", "http://[::1]:80/"],
        ["//a", "a b:c", "http://a b", "http://[::1", "1http://a", "http://ü"]
      ),
      (.uriReference, ["../a", "", "#x", "?q"], ["\\a", "a#b#c", "%zz", "a^b"]),
      (.iri, ["https://ƒøø.ßår/?∂éœ"], ["/abc", "http://2001:db8::1/x y"]),
      (.iriReference, ["/â/π"], ["\\â"]),
      (.uriTemplate, ["https://a/{id}{?x,y*}{+p:3}", "a"], ["{", "{}", "a}b", "{a:0}", "<"]),
      (
        .uuid, ["2eb8aa08-AA98-11ea-b4aa-73b441d16380"],
        ["2eb8aa08aa9811eab4aa73b441d16380", "2eb8aa08-aa98-11ea-b4aa-73b441d1638g"]
      ),
      (.jsonPointer, ["", "/a~0b~1c", "/"], ["a", "/~", "/~2"]),
      (.relativeJSONPointer, ["0", "1/a", "2#"], ["/a", "01", "-1", "0##", ""]),
      (.regex, ["^a+$", "\\p{Letter}"], ["(", "a{2,1}", "(?=a)"]),
    ] as [(SchemaFormat, [String], [String])])
  func accepts(_ format: SchemaFormat, _ right: [String], _ wrong: [String]) {
    for text in right { #expect(format.accepts(Array(text.utf8)[...]), "\(format) \(text)") }
    for text in wrong { #expect(!format.accepts(Array(text.utf8)[...]), "\(format) \(text)") }
  }

  @Test(arguments: [
    ("g", "http://a/b/c/g"), ("./g", "http://a/b/c/g"), ("g/", "http://a/b/c/g/"), ("/g", "http://a/g"), ("//g", "http://g"),
    ("?y", "http://a/b/c/d;p?y"), ("", "http://a/b/c/d;p?q"), ("..", "http://a/b/"), ("../../g", "http://a/g"),
    ("../../../g", "http://a/g"),
    ("g;x=1/../y", "http://a/b/c/y"), ("g:h", "g:h"), (".", "http://a/b/c/"), ("g..", "http://a/b/c/g.."),
  ])
  func referencesAreResolved(_ reference: String, _ expected: String) {
    // The examples of RFC 3986 section 5.4.
    #expect(URIReference(reference).resolved(against: URIReference("http://a/b/c/d;p?q")).withoutFragment == expected)
  }
}
