package import SluiceCore

/// What one source file says, whatever tasks use it. A file is scanned once, however many do. Indirect, as
/// thousands lie in tables that are never full.
package indirect enum Scan: Sendable {
  case module(ModuleScan)
  case script(ScriptScan)
  case template(TemplateScan)
}

/// A Python file as a home of functions that dotted paths name.
package struct ModuleScan: Hashable, Sendable {
  /// One `def` or `async def` that runs at import: at top level or inside top-level `if`, `try`,
  /// `with`, `for`, `while`, `match`; not inside classes or functions.
  package struct Function: Hashable, Sendable {
    /// The name behind `def`.
    package var name: String
    /// The name in the `def` line.
    package var nameRange: SourceRange
    /// First decorator to the end of the body.
    package var range: SourceRange
    /// In declared order.
    package var parameters: [Parameter]
    /// Every reference in decorators, defaults and body, by offset. See `UpstreamReference`.
    package var upstream: [UpstreamReference]
    /// Whether `upstream` may say more once the modules are known that the file imports.
    package var followsImports: Bool
    /// A decorator may return a function with other parameters.
    package var isDecorated: Bool

    package init(
      name: String, nameRange: SourceRange, range: SourceRange, parameters: [Parameter],
      upstream: [UpstreamReference], followsImports: Bool = false, isDecorated: Bool = false
    ) {
      self.name = name
      self.nameRange = nameRange
      self.range = range
      self.parameters = parameters
      self.upstream = upstream
      self.followsImports = followsImports
      self.isDecorated = isDecorated
    }
  }

  /// One parameter of a function.
  package struct Parameter: Hashable, Sendable {
    /// How an argument reaches it.
    package enum Kind: UInt8, Hashable, Sendable {
      case positionalOnly, normal, variadicPositional, keywordOnly, variadicKeyword
    }
    /// Without stars.
    package var name: String
    /// How an argument reaches it.
    package var kind: Kind
    /// Whether a call may leave it out.
    package var hasDefault: Bool
    /// The name in the signature.
    package var range: SourceRange

    package init(name: String, kind: Kind, hasDefault: Bool, range: SourceRange) {
      self.name = name
      self.kind = kind
      self.hasDefault = hasDefault
      self.range = range
    }
  }

  /// What a name of the module's top level stands for after the import.
  package enum Binding: Hashable, Sendable {
    /// Position in `functions`.
    case function(Int)
    /// `from module import name [as …]`, or `import module [as …]` when `name` is `nil`. `level`
    /// counts the leading dots.
    case imported(module: String, level: Int, name: String?, SourceRange)
    /// `other = package.module.name`: what `name` is in the module that its first part was imported as,
    /// if that is a module at all. The range is the name's that is bound.
    case alias(module: String, level: Int, name: String, SourceRange)
    /// A class, a lambda, any other assignment.
    case value(SourceRange)

    /// The place that binds the name, if it is not a function's.
    package var range: SourceRange? {
      switch self {
      case .function: nil
      case .imported(_, _, _, let range), .alias(_, _, _, let range), .value(let range): range
      }
    }
  }

  /// What `__all__` says.
  package enum Exports: Hashable, Sendable {
    /// There is none: every name without an underscore in front.
    case unlisted
    case listed(Set<String>)
    /// It is made in a way that cannot be read.
    case computed

    /// Whether a star import brings the name, if the module has it.
    package func has(_ name: String) -> Bool {
      switch self {
      case .unlisted: !name.hasPrefix("_")
      case .listed(let names): names.contains(name)
      case .computed: true
      }
    }
  }

  /// `from module import *`
  package struct StarImport: Hashable, Sendable {
    /// The module's dotted name, without leading dots.
    package var module: String
    /// The number of leading dots.
    package var level: Int
    /// The star: names that are bound before it may be bound anew.
    package var range: SourceRange

    package init(module: String, level: Int, range: SourceRange) {
      self.module = module
      self.level = level
      self.range = range
    }
  }

  /// In order of appearance; a name may come twice.
  package var functions: [Function]
  /// The last binding of every top-level name.
  package var bindings: [String: Binding]
  /// Names whose last binding stands in an `except` block, with what the `try` before it gives them: if
  /// that works, it is what counts.
  package var tried: [String: Binding] = [:]
  /// What `from module import *` brings.
  package var exports = Exports.unlisted
  /// `from module import *`, in order of appearance.
  package var starImports: [StarImport]
  /// Syntax and encoding errors.
  package var diagnostics: [Diagnostic]
  package init(
    functions: [Function] = [], bindings: [String: Binding] = [:], starImports: [StarImport] = [],
    diagnostics: [Diagnostic] = []
  ) {
    self.functions = functions
    self.bindings = bindings
    self.starImports = starImports
    self.diagnostics = diagnostics
  }
}

/// A notebook, or a script that jupytext reads as one.
package struct ScriptScan: Hashable, Sendable {
  /// The first cell that is tagged `parameters`.
  package struct ParametersCell: Hashable, Sendable {
    /// The cell's text, its marker excluded; in a notebook the JSON source.
    package var range: SourceRange
    /// No cell with any text follows: Ploomber refuses to render such a task.
    package var isLast: Bool
    /// The statement that decides `upstream`; `nil` if the cell has none.
    package var upstreamRange: SourceRange?

    package init(range: SourceRange, isLast: Bool, upstreamRange: SourceRange?) {
      self.range = range
      self.isLast = isLast
      self.upstreamRange = upstreamRange
    }
  }

  /// One cell, those that Ploomber and papermill injected too.
  package struct Cell: Hashable, Sendable {
    /// What a cell is to Jupyter.
    package enum Kind: String, Hashable, Sendable { case code, markdown, raw }

    /// What the cell is.
    package var kind: Kind
    /// In the order of the cell's metadata.
    package var tags: [String]
    /// The cell's text, its marker excluded; in a notebook the JSON source.
    package var range: SourceRange
  }

  /// The language of a notebook's code.
  package enum Language: Hashable, Sendable {
    case python, r
    /// A kernel's language that Ploomber does not read, by the kernel's own word.
    case other(String)
    /// The notebook names no kernel.
    case unknown
  }

  /// The language of all its cells.
  package var language: Language
  /// Where a finding about the whole file points: its first line, or its first cell.
  package var head: SourceRange
  /// `nil` where no cell is tagged so.
  package var parametersCell: ParametersCell?
  /// From the parameters cell, by offset.
  package var upstream: [UpstreamReference]
  /// What the parameters cell assigns to `product`.
  package var product = SourceProduct()
  /// Whether any cell has any text; those that were injected do not count.
  package var hasText = true
  /// jupytext's part of a script's header as YAML, comment marks off; `nil` if there is none.
  package var header: Fragment?
  /// Every cell, in order.
  package var parts: [Cell] = []
  /// Comments that are code in the notebook that jupytext makes of the script, and no Python, in order.
  package var commandComments: [SourceRange] = []
  /// Tags of cells that are for this program, in order.
  package var ownTags: [CellTag] = []
  /// A notebook's cells, decoded; empty for scripts.
  package var cells: [Fragment]
  /// Broken JSON, syntax errors, an `upstream` that cannot be read.
  package var diagnostics: [Diagnostic]

  package init(
    language: Language, head: SourceRange, parametersCell: ParametersCell? = nil,
    upstream: [UpstreamReference] = [], cells: [Fragment] = [], diagnostics: [Diagnostic] = []
  ) {
    self.language = language
    self.head = head
    self.parametersCell = parametersCell
    self.upstream = upstream
    self.cells = cells
    self.diagnostics = diagnostics
  }
}

/// A SQL or shell file that Jinja renders.
package struct TemplateScan: Hashable, Sendable {
  /// Every `upstream.name` and `upstream['name']`, executed or not, by offset.
  package var upstream: [UpstreamReference]
  /// What the template itself sets as `product`.
  package var product = SourceProduct()
  /// Where other templates come in, by offset.
  package var inclusions: [TemplateInclusion] = []
  /// What its statements make and read; empty for a shell script.
  package var sql = SQLScript()
  /// Names that the template takes from outside, sorted: `product`, `upstream`, parameters.
  package var variables: [String]
  /// Jinja syntax errors.
  package var diagnostics: [Diagnostic]

  package init(
    upstream: [UpstreamReference] = [], variables: [String] = [], diagnostics: [Diagnostic] = []
  ) {
    self.upstream = upstream
    self.variables = variables
    self.diagnostics = diagnostics
  }
}
