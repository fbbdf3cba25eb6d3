/// The values of `format` (draft 2020-12 validation, section 7.3); what is not here is an annotation only.
enum SchemaFormat: String, CaseIterable, Sendable {
  case date
  case dateTime = "date-time"
  case time
  case duration
  case email
  case idnEmail = "idn-email"
  case hostname
  case idnHostname = "idn-hostname"
  case ipv4
  case ipv6
  case uri
  case uriReference = "uri-reference"
  case iri
  case iriReference = "iri-reference"
  case uriTemplate = "uri-template"
  case uuid
  case jsonPointer = "json-pointer"
  case relativeJSONPointer = "relative-json-pointer"
  case regex
  /// `duration` where manifests are checked: whole days or longer, as ``Period`` reads it.
  case period

  /// Whether text has this format.
  func accepts(_ text: ArraySlice<UInt8>) -> Bool {
    switch self {
    case .date: TimeFormats.isDate(text)
    case .dateTime: TimeFormats.isDateTime(text)
    case .time: TimeFormats.isTime(text)
    case .duration: TimeFormats.isDuration(text)
    case .period: Period(String(decoding: text, as: UTF8.self)) != nil
    case .email: HostFormats.isEmail(text, international: false)
    case .idnEmail: HostFormats.isEmail(text, international: true)
    case .hostname: HostFormats.isHostname(text)
    case .idnHostname: HostFormats.isInternationalHostname(text)
    case .ipv4: HostFormats.isIPv4(text)
    case .ipv6: HostFormats.isIPv6(text)
    case .uri: URIFormats.isReference(text, characters: .ascii, needsScheme: true)
    case .uriReference: URIFormats.isReference(text, characters: .ascii, needsScheme: false)
    case .iri: URIFormats.isReference(text, characters: .unicode, needsScheme: true)
    case .iriReference: URIFormats.isReference(text, characters: .unicode, needsScheme: false)
    case .uriTemplate: URIFormats.isTemplate(text)
    case .uuid: URIFormats.isUUID(text)
    case .jsonPointer: URIFormats.isJSONPointer(text)
    case .relativeJSONPointer: URIFormats.isRelativeJSONPointer(text)
    case .regex: SchemaFormat.isPattern(text)
    }
  }

  private static func isPattern(_ text: ArraySlice<UInt8>) -> Bool {
    if case .success = Pattern.compile(String(decoding: text, as: UTF8.self), dialect: .jsonSchema) { return true }
    return false
  }

  /// What a right one is called, with an example.
  var expectation: String {
    switch self {
    case .date: "a date such as 2026-03-31"
    case .dateTime: "a date and time such as 2026-03-31T09:30:00Z"
    case .time: "a time such as 09:30:00Z"
    case .duration: "an ISO 8601 duration such as PT12H or P3M"
    case .period: "an ISO 8601 period such as P3M, P1Y or P14D"
    case .email, .idnEmail: "an e-mail address such as team@example.com"
    case .hostname, .idnHostname: "a host name such as www.example.com"
    case .ipv4: "an IPv4 address such as 192.0.2.1"
    case .ipv6: "an IPv6 address such as 2001:db8::1"
    case .uri, .iri: "a URI such as https://example.com/notice"
    case .uriReference, .iriReference: "a URI or a relative reference such as ../notice.html"
    case .uriTemplate: "a URI template such as https://example.com/{id}"
    case .uuid: "a UUID such as 2eb8aa08-aa98-11ea-b4aa-73b441d16380"
    case .jsonPointer: "a JSON Pointer such as /items/0"
    case .relativeJSONPointer: "a relative JSON Pointer such as 1/name"
    case .regex: "a regular expression (RE2 syntax)"
    }
  }
}
