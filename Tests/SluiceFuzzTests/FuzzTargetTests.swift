import Foundation
import SluiceFuzz
import TestSupport
import Testing

/// Every input that once broke something, and the first edits of a run that never ends elsewhere.
@Suite struct FuzzTargetTests {
  private let corpus = FuzzCorpus(repository: Fixtures.repository.path(percentEncoded: false))

  @Test(arguments: FuzzTarget.allCases)
  func whatFailedOnceIsSound(target: FuzzTarget) {
    for (name, input) in corpus.past(target) {
      let fault = target.run(input).fault
      #expect(fault == nil, "\(target.rawValue)/\(name)")
    }
  }

  @Test(arguments: FuzzTarget.allCases)
  func theFirstEditsBreakNothing(target: FuzzTarget) {
    var session = FuzzSession(target, seed: 1, corpus: corpus.seeds(of: target))
    for round in 0..<target.burst {
      let input = session.next()
      let outcome = target.run(input)
      #expect(outcome.fault == nil, "\(target.rawValue), round \(round)")
      session.take(outcome, of: input)
    }
    #expect(!session.found.isEmpty)
  }
}
