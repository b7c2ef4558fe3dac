import SluiceCore
import Testing

@testable import SluicePipeline

@Test(arguments: [
  ("python=3.11", "python"), ("conda-forge::NumPy >=1.26", "numpy"),
  ("ploomber[all]==0.23.3; python_version > '3'", "ploomber"), ("scikit_learn", "scikit-learn"),
  ("git+https://example.org/ploomber/ploomber.git@master", "ploomber"),
  ("git+https://example.org/x#egg=ploomber", "ploomber"), ("", ""), ("::", ""), ("-e .", "-e"),
])
func readsDistributionNames(requirement: String, wanted: String) {
  #expect(distributionName(requirement) == wanted)
}

@Test func readsTheEnvironment() {
  let text =
    "name: ml\ndependencies:\n  - python=3.11\n  - pip\n  - pip:\n      - ploomber==0.23.3\n"
  let environment = CondaEnvironment(Array(text.utf8), file: 3)
  #expect(environment.name == "ml")
  #expect(environment.dependencies.map(\.name) == ["python", "pip", "ploomber"])
  #expect(environment.dependencies.last?.range.bytes == 64..<80)
}
