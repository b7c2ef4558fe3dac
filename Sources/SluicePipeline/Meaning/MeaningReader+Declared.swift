import SluiceCore

extension MeaningReader {
  /// Class, products, params, resources and upstream of the task at `position`.
  func declaredParts(of position: Int) -> [MeaningPart] {
    let task = analysis.tasks[position].spec
    var parts: [MeaningPart] = []
    func add(
      _ kind: MeaningPart.Kind, _ name: String, _ words: String, _ range: SourceRange? = nil
    ) {
      parts.append(
        MeaningPart(
          kind: kind, name: name, form: Array(words.utf8), words: words,
          place: range.map { analysis.sources.place(of: $0) }))
    }
    add(.taskClass, "", task.taskClass?.rawValue ?? "", task.range)
    add(.taskClass, "product", task.productClass?.rawValue ?? "", task.range)
    let names: [String] =
      if case .several(let named) = task.products { named.map(\.key) } else { [""] }
    for (index, product) in task.products.all.enumerated() {
      add(
        .product, names.indices.contains(index) ? names[index] : "", product.plainWords,
        task.productRanges.indices.contains(index) ? task.productRanges[index] : nil)
    }
    for entry in task.params {
      if entry.key == "resources_", case .mapping(let resources) = entry.value {
        parts += resources.map(resourcePart)
      } else {
        add(.param, entry.key, entry.value.pythonElement, task.paramRanges[entry.key])
      }
    }
    let upstream = analysis.graph.upstream[position].map {
      analysis.tasks[$0.upstream].spec.name.text
    }
    add(.upstream, "", upstream.sorted().joined(separator: "\n"))
    return parts
  }

  private func resourcePart(_ resource: ParameterValue.Entry) -> MeaningPart {
    let path = resource.value.pythonText
    let inside = Path.relative(Path.normalized(path), to: texts.root)
    let digest = (try? folder.bytes(at: inside)).map(contentDigest) ?? "missing"
    return MeaningPart(
      kind: .resource, name: resource.key, form: Array((path + "\n" + digest).utf8), words: inside)
  }
}

extension TaskNode.Product {
  /// As a list or a sentence shows it.
  package var plainWords: String {
    switch self {
    case .file(let path): path
    case .relation(let parts): "[" + parts.joined(separator: ", ") + "]"
    }
  }
}

/// The SHA-256 of a file's content in hexadecimal digits; of a pointer of Git LFS that of the content that
/// it stands for.
func contentDigest(_ bytes: [UInt8]) -> String {
  let mark = "oid sha256:"
  if bytes.count < 1024, bytes.starts(with: "version https://git-lfs".utf8) {
    for line in bytes.split(separator: 0x0A) where line.starts(with: mark.utf8) {
      return String(decoding: line.dropFirst(mark.utf8.count), as: UTF8.self)
    }
  }
  return SHA256.digest(bytes)
}
