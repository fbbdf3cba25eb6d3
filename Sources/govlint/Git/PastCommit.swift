import GovernanceLint

/// A commit and its day.
struct PastCommit: Sendable {
  /// Its full name.
  var id: String
  /// The committer's day in UTC.
  var day: CivilDate
}

extension Repository {
  /// The commits that led to HEAD or another, of merges the first parent, the oldest first: on or after a day, or after a commit.
  func commits(to last: String? = nil, since: String? = nil) throws(Failure) -> [PastCommit] {
    var end = last
    if end == nil { end = try head() }
    guard let end else { return [] }
    var range = end
    let first = since.flatMap { CivilDate($0) }
    if let since, first == nil { range = "\(try resolve(since))..\(end)" }
    // id SP seconds since 1970
    let lines = try output(["log", "--first-parent", "--no-show-signature", "--format=%H %ct", range, "--"])
    let commits = String(decoding: lines, as: UTF8.self).split(separator: "\n").compactMap { line -> PastCommit? in
      let words = line.split(separator: " ")
      guard words.count == 2, let seconds = Int(words[1]) else { return nil }
      let days = (seconds - ((seconds % 86_400) + 86_400) % 86_400) / 86_400
      return PastCommit(id: String(words[0]), day: min(max(CivilDate(daysSinceEpoch: days), .earliest), .latest))
    }
    return commits.reversed().filter { commit in first.map { commit.day >= $0 } ?? true }
  }
}

extension [PastCommit] {
  /// The last commit of each week (from Monday) or month, or all.
  func thinned(to interval: Arguments.Interval) -> [PastCommit] {
    func period(_ day: CivilDate) -> Int {
      switch interval {
      case .commit: 0
      // 1970-01-01 was a Thursday.
      case .week: Int((Double(day.daysSinceEpoch + 3) / 7).rounded(.down))
      case .month: day.components.year * 12 + day.components.month
      }
    }
    guard interval != .commit else { return self }
    return indices.filter { $0 == endIndex - 1 || period(self[$0].day) != period(self[$0 + 1].day) }.map { self[$0] }
  }
}

extension Arguments {
  /// Which commits a history shows.
  enum Interval: String, CaseIterable { case commit, week, month }
}
