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

  /// A record, ready to be written.
  public init(_ record: AuditRecord) {
    self.record = record
    index = AuditIndex(record)
  }
}

/// What is known of days other than the audit's: left empty where nobody looked.
public struct AuditOutlook: Sendable {
  /// Days on which a rule that holds today begins to fail if nobody does anything, the first one first.
  public var due: [DueDate] = []
  /// What earlier audits counted, the oldest first.
  public var history: [PastAudit] = []

  /// Nothing.
  public init() {}

  /// A day on which a rule begins to fail.
  public struct DueDate: Sendable {
    /// The first day on which it fails.
    public var date: CivilDate
    /// The subject, as ``AuditedSubject/title``.
    public var subject: String
    /// The rule's id.
    public var rule: String

    /// A day, and what falls due on it.
    public init(date: CivilDate, subject: String, rule: String) {
      self.date = date
      self.subject = subject
      self.rule = rule
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
