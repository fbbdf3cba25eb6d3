extension Linter {
  /// The files that were not passed over with all outcomes, the findings that need the portfolio, how its own rules ended, and what
  /// these read. Where nobody else holds the files, nothing of them is copied.
  func judgeAll(
    _ checked: consuming [CheckedFile], base: Base? = nil, workers: some Workers = OneWorker()
  ) -> (files: [CheckedFile], findings: [Finding], portfolioOutcomes: [Outcome], portfolioEvidence: ReadValues) {
    var files = (consume checked).filter { !$0.isSkipped }
    let removed = base?.match(&files)
    let others = judgesOthers(hasBase: base != nil) ? [] : files.filter { !$0.isAskedFor }
    let passedOver = Set(others.flatMap(\.subjects).map { ObjectIdentifier($0.root.document) })
    let portfolio = files.flatMap(\.subjects).map(\.withoutOutcomes)
    let makeJudge = { @Sendable [place = configuration.portfolioPlace] in
      RuleJudge(self, portfolio: portfolio, passingOver: passedOver, removed: removed, place: place)
    }
    let rules = ruleset.rules.indices.filter { ruleset.rules[$0].kind == nil }
    var findings: [Finding] = []
    var outcomes: [Outcome] = []
    var judge = makeJudge()
    if keepsEvidence || files.count < PortfolioTask.manyFiles {
      for file in files.indices {
        for subject in files[file].subjects.indices { judge.judgeInPortfolio(&files[file].subjects[subject], findings: &findings) }
      }
      outcomes = rules.map { judge.judgePortfolio(byRule: $0, findings: &findings) }
    } else {
      // Rules take longer than manifests do, so they are begun with.
      let tasks = rules.map(PortfolioTask.rule) + PortfolioTask.all(of: files)
      var answers = workers.map(tasks) {
        var judge = makeJudge()
        return { judge.answer($0) }
      }
      // As if one judge had done it all: it would have gone through the manifests first, and stopped where that costs too much.
      for index in Array(rules.count..<tasks.count) + Array(rules.indices) {
        if judge.spent + answers[index].spent > judge.runLimit {
          answers[index] = judge.answerInTurn(tasks[index])
        } else {
          judge.spent += answers[index].spent
        }
        findings += answers[index].findings
      }
      for (index, subjects) in answers.flatMap(\.subjects).enumerated() { files[index].subjects = subjects }
      outcomes = answers.compactMap(\.outcome)
    }
    if comparesWithBase { ruleset.locate(&findings, in: files.flatMap(\.subjects)) { judge.schema(ofKind: $0) } }
    return (files, findings, outcomes, judge.portfolioEvidence)
  }
}

/// A part of what can be judged once all manifests are there.
private enum PortfolioTask: Sendable {
  /// The rule on the portfolio with that index.
  case rule(Int)
  /// The manifests of some files, by the rules on them that need others too.
  case manifests([[Subject]])

  /// From so many files on, to start a thread and to make a judge for it pays.
  static let manyFiles = 256
  private static let filesAtOnce = 64

  static func all(of files: [CheckedFile]) -> [PortfolioTask] {
    stride(from: 0, to: files.count, by: filesAtOnce).map { start in
      .manifests(files[start..<min(start + filesAtOnce, files.count)].map(\.subjects))
    }
  }

  /// What came of it.
  struct Answer: Sendable {
    /// How the rule ended.
    var outcome: Outcome?
    /// The manifests, by file.
    var subjects: [[Subject]] = []
    var findings: [Finding] = []
    var spent = 0
  }
}

extension RuleJudge {
  /// Does a task by itself.
  fileprivate mutating func answer(_ task: PortfolioTask) -> PortfolioTask.Answer {
    (spent, hasToldCost) = (0, false)
    return answerInTurn(task)
  }

  /// Does a task after others.
  fileprivate mutating func answerInTurn(_ task: PortfolioTask) -> PortfolioTask.Answer {
    var answer = PortfolioTask.Answer()
    let before = spent
    switch task {
    case .rule(let index): answer.outcome = judgePortfolio(byRule: index, findings: &answer.findings)
    case .manifests(let files):
      answer.subjects = files
      for file in files.indices {
        for subject in files[file].indices { judgeInPortfolio(&answer.subjects[file][subject], findings: &answer.findings) }
      }
    }
    answer.spent = spent - before
    return answer
  }
}
