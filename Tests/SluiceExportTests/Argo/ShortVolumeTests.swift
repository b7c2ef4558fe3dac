import Testing

@testable import SluiceExport

@Suite struct ShortVolumeTests {
  @Test(arguments: [
    ("/mnt/x", nil, "/mnt/x", ShortVolume.Mode.readWrite), ("/mnt/x:ro", nil, "/mnt/x", .readOnly),
    ("data:/mnt/x", "data", "/mnt/x", .readWrite),
    ("data:/mnt/x:rwx", "data", "/mnt/x", .readWriteMany),
    ("a.b-c:/rwx:rw", "a.b-c", "/rwx", .readWrite), ("/a b", nil, "/a b", .readWrite),
  ])
  func readsEveryForm(text: String, claim: String?, path: String, mode: ShortVolume.Mode) throws {
    let volume = try ShortVolume(text)
    #expect(volume.claim == claim)
    #expect(volume.path == path)
    #expect(volume.mode == mode)
  }

  @Test(arguments: [
    ("", "has the path '', which is empty, and no path", "write `/mnt/shared`"),
    ("data", "has the path 'data', which is no absolute path", "did you mean '/data'?"),
    ("a:/b:ro:x", "has too many ':'", "write `[CLAIM:]PATH[:ro|rw|rwx]`"),
    ("/mnt/x:RO", "has the mode 'RO'", "did you mean 'ro'?"),
    (
      "/mnt/x:ReadWriteMany", "has the mode 'ReadWriteMany', which there is not",
      "did you mean 'rwx'?"
    ),
    ("/mnt/x:x", "has the mode 'x', which there is not", "the modes are ro, rw and rwx"),
    ("/mnt/x:", "has the mode '', which there is not", "the modes are ro, rw and rwx"),
    (
      "My_Data:/mnt/x", "names the claim 'My_Data', which is not a DNS name",
      "did you mean 'my-data'?"
    ),
    (
      ":/mnt/x", "begins with ':', and the claim is missing",
      "write `CLAIM:PATH`, or the path alone"
    ),
    ("data:ro", "has a mode and no path", "write `data:/PATH:ro`, or `/PATH:ro`"),
    ("data:mnt", "has the path 'mnt', which is no absolute path", "did you mean '/mnt'?"),
    (
      "/a/../b", "has the path '/a/../b', which leads out of its folder with '..'",
      "write the path without '..'"
    ),
    ("/", "has the path '/', which would hide the whole image", "mount it below, as `/mnt/shared`"),
    ("/a:/b:ro", "names the claim '/a', which is not a DNS name", "did you mean 'a'?"),
  ])
  func saysWhatIsWrong(text: String, message: String, help: String) {
    let problem = #expect(throws: TextProblem.self) { try ShortVolume(text) }
    #expect(problem?.message == message)
    #expect(problem?.help == help)
  }
}
