import SluiceCore
import SluicePipeline

/// `; did you mean 'fit.py'?` where a name beside `path` is near, seen from the folder `base`; else
/// empty.
func suggestion(for path: String, from base: String = ".") -> String {
  let folder = Path.directory(of: path)
  guard let real = realFolder(Path.joined(base, folder)) else { return "" }
  let names = ProjectFolder.disk(root: real).names(in: ".")
  return nearest(to: Path.name(of: path), among: names).map {
    "; did you mean '\(Path.joined(folder, $0))'?"
  } ?? ""
}
