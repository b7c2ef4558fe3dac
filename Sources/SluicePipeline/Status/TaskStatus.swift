import SluiceCore

/// Whether a task has to run again, and why, as far as files tell.
package struct TaskStatus: Hashable, Sendable {
  /// Yes, no, or why that cannot be told from files.
  package enum Answer: Hashable, Sendable {
    case no
    /// Reasons in words, one clause each: `the code changed`.
    case yes([String])
    case unknown(String)

    /// Whether the answer is yes.
    package var isYes: Bool {
      if case .yes = self { true } else { false }
    }
  }

  /// Position among the analysis' tasks.
  package var task: Int
  /// When the products were made, in seconds since 1970: of several the earliest; `nil` if one of them
  /// is missing, or its metadata is.
  package var lastRun: Double?
  /// The code or the params differ from those that made the products.
  package var code: Answer
  /// A task that it reads from ran later, or is outdated itself.
  package var upstream: Answer
  /// The first line of what the source says about itself.
  package var doc: String?
  /// `path`, or `path:line` of a function.
  package var location: String

  /// Ploomber's words for it: `False`, `Source code`, `Upstream`, `Source code & Upstream`; where one
  /// of the two cannot be told `Unknown`, or what is certain with a question mark.
  package var verdict: String {
    switch (code, upstream) {
    case (.no, .no): "False"
    case (.yes, .no): "Source code"
    case (.no, .yes): "Upstream"
    case (.yes, .yes): "Source code & Upstream"
    case (.yes, .unknown): "Source code & Upstream?"
    case (.unknown, .yes): "Source code? & Upstream"
    case (.unknown, _), (_, .unknown): "Unknown"
    }
  }

  /// Whether it has to run again; `nil` where that cannot be told.
  package var isOutdated: Bool? {
    if code.isYes || upstream.isYes { return true }
    return code == .no && upstream == .no ? false : nil
  }

  /// Why, in words; first what is certain.
  package var reasons: [String] {
    var certain: [String] = []
    var open: [String] = []
    for answer in [code, upstream] {
      switch answer {
      case .no: break
      case .yes(let words): certain += words
      case .unknown(let words): if !open.contains(words) { open.append(words) }
      }
    }
    return certain + open
  }
}

/// The status of every task, and what is wrong with the metadata.
package struct ProjectStatus: Sendable {
  /// In topological order.
  package var tasks: [TaskStatus]
  /// With the sidecar files that findings point into, and those findings.
  package var analysis: Analysis
}
