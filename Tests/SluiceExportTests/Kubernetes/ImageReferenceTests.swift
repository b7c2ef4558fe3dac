import Testing

@testable import SluiceExport

@Suite struct ImageReferenceTests {
  private static let digest = String(repeating: "0123456789abcdef", count: 4)

  @Test(arguments: [
    "python", "python:3.11", "continuumio/miniconda3", "localhost/a", "localhost:5000/a/b-c__d.e",
    "registry.example.com:5000/team/fit:1.4_x-2", "[::1]:5000/a", "EXAMPLE.com/a", "a--b/c",
    "python@sha256:\(digest)", "a/b:tag@sha256:\(digest)",
    "a:\(String(repeating: "x", count: 128))",
  ])
  func reads(text: String) { #expect(ImageReference.problem(text) == nil) }

  @Test(arguments: [
    "", "Python", "a/B", "a:", "a:-x", "a:\(String(repeating: "x", count: 129))", "a b", "a//b",
    "/a",
    "a/", "a@sha256:12", "a@\(digest)", "a.-b", "a___b", "a_.b", "-a", "https://a/b", "a:b:c",
    "reg.example.com:port/a", "größe", "a@", String(repeating: "a", count: 256),
  ])
  func refuses(text: String) { #expect(ImageReference.problem(text) != nil) }

  @Test(arguments: [
    ("https://h.example.com/Fit", "did you mean 'h.example.com/Fit'?"),
    ("Team/Fit:1", "did you mean 'team/fit:1'?"),
    ("team/Fit:1", "did you mean 'team/fit:1'?"),
    ("fit :1", "did you mean 'fit:1'?"),
  ])
  func namesTheNearest(text: String, help: String) {
    #expect(ImageReference.problem(text)?.help == help)
  }

  @Test(arguments: [
    ("https://a", true), ("HTTP://a.b:80/x?y#z", true), ("http://user@a/", true),
    ("ftp://a", false),
    ("https://", false), ("https:///x", false), ("https://a:0", false), ("https://a:x/", false),
    ("https://a b", false), ("https://[::1]:80/", true), ("", false),
  ])
  func readsAddresses(text: String, isLegal: Bool) {
    #expect((WebAddress.problem(text) == nil) == isLegal)
  }
}
