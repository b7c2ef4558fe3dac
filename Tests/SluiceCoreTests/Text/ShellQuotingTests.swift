import SluiceCore
import Testing

@Test(arguments: [
  ("argo.yaml", "argo.yaml"), ("my file.yaml", "'my file.yaml'"), ("it's", "'it'\\''s'"),
  ("", "''"), ("$(rm)", "'$(rm)'"), ("a/b-c_1.2", "a/b-c_1.2"), ("-rf", "./'-rf'"),
])
func quotesForTheShell(text: String, wanted: String) {
  #expect(shellQuoted(text) == wanted)
}
