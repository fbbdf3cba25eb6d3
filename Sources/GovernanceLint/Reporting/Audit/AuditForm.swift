/// A form in which an audit is written: a name and a pure function from the record to bytes.
public typealias AuditForm = Form<Audit>

extension Form<Audit> {
  /// All forms, the default first.
  public static var all: [AuditForm] {
    [AuditText.form, AuditJSON.form, HTMLReport.form, AuditMarkdown.form, AuditCSV.form, OSCALReport.form]
  }
}

/// A record with what its forms share.
public struct Audit: Sendable {
  /// The record.
  public let record: AuditRecord
  /// Which findings belong to which subject.
  public let index: AuditIndex
  /// What is known of other days, for those forms that show it.
  public var outlook = AuditOutlook()

  /// How often each outcome occurs, over all subjects and the portfolio.
  public var counts: OutcomeCounts { counts(of: record.rules.indices) }

  /// How often each outcome of some rules occurs, over all subjects and the portfolio.
  public func counts(of rules: Range<Int>) -> OutcomeCounts {
    index.counts[rules].reduce(into: OutcomeCounts()) { $0.add($1) }
  }

  /// A record, ready to be written.
  public init(_ record: AuditRecord) {
    self.record = record
    index = AuditIndex(record)
  }
}

/// What is known of days other than the audit's: left empty where nobody looked.
public struct AuditOutlook: Sendable {
  /// Days on which a rule that holds today begins to fail if nobody does anything, the first one first.
  public private(set) var due: [DueDate] = []
  /// What earlier audits counted, the oldest first.
  public var history: [PastAudit] = []

  /// Nothing.
  public init() {}

  /// Puts days in order: of those on one day, in the order of the manifests.
  public mutating func setDue(_ days: some Sequence<DueDate>) {
    due = days.sorted { left, right in
      if left.date != right.date { return left.date < right.date }
      if !left.path.utf8.elementsEqual(right.path.utf8) { return left.path.precedes(right.path) }
      if left.range != right.range { return left.range < right.range }
      return left.rule.precedes(right.rule)
    }
  }

  /// A day on which a rule begins to fail.
  public struct DueDate: Sendable {
    /// The first day on which it fails.
    public var date: CivilDate
    /// The subject, as ``AuditedSubject/title``.
    public var subject: String
    /// The rule's id.
    public var rule: String
    fileprivate var path: String
    fileprivate var range: TextRange

    /// A day, what falls due on it, and where its finding will be.
    public init(date: CivilDate, subject: String, rule: String, place: Place) {
      self.date = date
      self.subject = subject
      self.rule = rule
      path = place.source.path
      range = place.range
    }

    /// What is kept of what begins to fail: there may be tens of thousands.
    public init(_ entry: Forecast.Entry) {
      self.init(date: entry.date, subject: entry.subject, rule: entry.finding.rule, place: entry.finding.place)
    }
  }

  /// What an earlier audit counted.
  public struct PastAudit: Sendable {
    /// The day of that audit.
    public var date: CivilDate
    /// Over all rules and subjects.
    public var counts: OutcomeCounts

    /// What was counted on a day.
    public init(date: CivilDate, counts: OutcomeCounts) {
      self.date = date
      self.counts = counts
    }
  }
}
