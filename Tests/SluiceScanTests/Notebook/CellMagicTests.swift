import SluiceCore
import SluiceScan
import Testing

/// What a magic like `%%bash` reads is no Python, and ends where its cell does.
@Test func aCellOfAnotherLanguageIsNotParsed() throws {
  let text = """
    # %% tags=["parameters"]
    upstream = ['load']

    # %%
    %%bash
    echo "hi | grep h && (ls

    # %%
    x = = 1
    """
  let scan = SluiceScan.scan(Array(text.utf8), file: 0, language: .pythonScript)
  guard case .script(let script) = scan else {
    Issue.record("a script is read as one")
    return
  }
  let mistake = try #require(script.diagnostics.first)
  #expect(script.diagnostics.count == 1)
  #expect(mistake.range.bytes.lowerBound > (text.utf8.count - 8))
  #expect(script.upstream.count == 1)
}
