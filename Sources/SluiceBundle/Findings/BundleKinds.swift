package import SluiceCore

/// What a bundle finds.
package enum BundleKinds {
  /// Every kind of this stage, by code.
  package static let all: [DiagnosticKind] = [
    .bundleIncomplete, .uncommittedChange, .secretInBundle, .linkOutside,
    .largeFileMissing, .caseClash, .fileTooLarge, .submoduleMissing, .includeUnmatched,
  ]
}

extension DiagnosticKind {
  static let bundleIncomplete = DiagnosticKind(
    code: "SL411", name: "bundle-incomplete", severity: .error,
    explanation: """
      Something that the pipeline cannot run without is not in the bundle: the code of a task, a module
      that it imports, the specification, the file of placeholders' values. What runs from the bundle
      would stop there.

      ```sh
      sluice bundle --list          # every file with its reason, and why others stay out
      git add tasks/fit.py          # where git does not track it
      ```

      A file that git ignores on purpose can still go in: name it in `bundle.include` of `sluice.yaml`.
      Nothing of what lies outside of the project's root is in a bundle: move it in.
      """)

  static let uncommittedChange = DiagnosticKind(
    code: "SL412", name: "uncommitted-change", severity: .error,
    explanation: """
      A tracked file differs from the commit, so a bundle that names the commit would not hold what you
      see, and one that holds what you see could not be made again.

      ```sh
      git commit -a                     # the commit holds it
      sluice bundle --allow-dirty       # take what is here; the version is marked as dirty
      sluice bundle --from head         # take the commit, whatever has changed
      ```

      Files that do not go in may change as they like.
      """)

  static let secretInBundle = DiagnosticKind(
    code: "SL414", name: "secret-in-bundle", severity: .warning,
    explanation: """
      A file of the bundle holds what looks like a private key, a token of a known service, or a password.
      Whoever gets the bundle, the repository or the pod's disk gets it too.

      ```python
      token = os.environ["GITHUB_TOKEN"]       # instead of the token itself
      ```

      Make it invalid where it is valid, take it out, and let the pod have it from a Kubernetes secret. A
      file that is needed on this machine alone can stay out: `bundle.exclude` in `sluice.yaml`. What only
      looks like a secret is hidden by `ignore` in `sluice.yaml`; what shall stop every bundle is raised
      there: `rules: {secret-in-bundle: error}`.
      """)

  static let linkOutside = DiagnosticKind(
    code: "SL416", name: "link-outside", severity: .warning,
    explanation: """
      A symbolic link leads out of the project's folder. Wherever the bundle is unpacked, it would lead
      nowhere, or to something else, so it stays out.

      ```sh
      data -> /mnt/warehouse        # or ../../common
      ```

      Put what it points at into the project, read it by its absolute path where the pods have it, or name
      the link in `bundle.exclude` to say that nobody needs it.
      """)

  static let largeFileMissing = DiagnosticKind(
    code: "SL417", name: "large-file-missing", severity: .warning,
    explanation: """
      Git LFS keeps the content of this file elsewhere, and only its pointer is on this machine: three
      lines with a digest. A program that opens the file would read those, so it stays out.

      ```sh
      git lfs pull
      ```
      """)

  static let caseClash = DiagnosticKind(
    code: "SL418", name: "case-clash", severity: .warning,
    explanation: """
      Two paths of the bundle differ in nothing but capitals. Where a file system does not tell them apart,
      as on macOS, Windows and some network shares, one of the files overwrites the other.

      ```
      src/Load.py
      src/load.py
      ```

      Rename one of them.
      """)

  static let fileTooLarge = DiagnosticKind(
    code: "SL419", name: "file-too-large", severity: .warning,
    explanation: """
      A tracked file is over the limit that `bundle.max-file` of `sluice.yaml` sets, and stays out of the
      bundle. A task that reads it would not find it.

      ```yaml
      bundle:
        max-file: 20 MB
        exclude: [data/raw.csv]      # says that it shall stay out, and ends the finding
      ```
      """)

  static let submoduleMissing = DiagnosticKind(
    code: "SL420", name: "submodule-missing", severity: .warning,
    explanation: """
      The repository has a submodule that is not checked out here, or whose recorded commit was never
      fetched, so that none of its files are in the bundle.

      ```sh
      git submodule update --init --recursive
      ```

      One that nobody needs can be named in `bundle.exclude`.
      """)

  static let includeUnmatched = DiagnosticKind(
    code: "SL421", name: "include-unmatched", severity: .warning,
    explanation: """
      A pattern of `bundle.include` in `sluice.yaml` fits no file, so what it was written for is not in the
      bundle: the name is misspelt, or the file has not been made yet.

      ```yaml
      bundle:
        include: [lib/generated/**]      # relative to the project's root; `*` crosses folders
      ```
      """)
}
