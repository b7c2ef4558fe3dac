package import SluiceCore

/// A mistake that Python's compiler refuses though the grammar takes it: the file does not start. The
/// words are CPython's own.
package struct PythonCodeError: Hashable, Sendable {
  /// What is wrong; a new case is a new rule of the language. `name` is the variable's.
  package enum Kind: Hashable, Sendable {
    case futureUnknown(name: String)
    case futureLate
    case duplicateArgument(name: String)
    case repeatedKeyword(name: String)
    case globalParameter(name: String, word: Word)
    case declaredAfterUse(name: String, word: Word)
    case declaredAfterAssignment(name: String, word: Word)
    case declaredAnnotated(name: String, word: Word)
    case globalAndNonlocal(name: String)
    case nonlocalInModule
    case nonlocalUnbound(name: String)
    case starImportInside
    case yieldInComprehension(comprehension: String)
    case walrusInIterable, walrusInClass
    case walrusRebindsLoop(name: String)
    case loopRebindsWalrus(name: String)
    case notInAnnotation(what: String)
    case returnOutside, yieldOutside, awaitOutside, awaitInSync
    case asyncOutside(what: String)
    case asyncComprehension
    case returnInGenerator, yieldFromInAsync
    case breakOutside, continueOutside, leavesExceptStar
    case defaultExceptNotLast
    case starredTarget, starredValue, starredTwice, starredTooMany
    case assignsDebug, deletesDebug
    case tooManyBlocks
    case patternUnreachable(name: String?)
    case patternRepeatsName(name: String)
    case patternNamesDiffer, patternStars
    case patternRepeatsAttribute(name: String)
    case patternRepeatsKey(key: String)
  }

  /// `global` or `nonlocal`.
  package enum Word: String, Hashable, Sendable { case global, nonlocal }

  package var kind: Kind
  /// The statement or expression that CPython names, or the part of it that is wrong.
  package var range: SourceRange

  package init(kind: Kind, range: SourceRange) {
    self.kind = kind
    self.range = range
  }

  /// CPython's words, of version 3.11.
  package var message: String {
    switch kind {
    case .futureUnknown(let name):
      name == "braces" ? "not a chance" : "future feature \(name) is not defined"
    case .futureLate: "from __future__ imports must occur at the beginning of the file"
    case .duplicateArgument(let name): "duplicate argument '\(name)' in function definition"
    case .repeatedKeyword(let name): "keyword argument repeated: \(name)"
    case .globalParameter(let name, let word): "name '\(name)' is parameter and \(word.rawValue)"
    case .declaredAfterUse(let name, let word):
      "name '\(name)' is used prior to \(word.rawValue) declaration"
    case .declaredAfterAssignment(let name, let word):
      "name '\(name)' is assigned to before \(word.rawValue) declaration"
    case .declaredAnnotated(let name, let word):
      "annotated name '\(name)' can't be \(word.rawValue)"
    case .globalAndNonlocal(let name): "name '\(name)' is nonlocal and global"
    case .nonlocalInModule: "nonlocal declaration not allowed at module level"
    case .nonlocalUnbound(let name): "no binding for nonlocal '\(name)' found"
    case .starImportInside: "import * only allowed at module level"
    case .yieldInComprehension(let comprehension): "'yield' inside \(comprehension)"
    case .walrusInIterable:
      "assignment expression cannot be used in a comprehension iterable expression"
    case .walrusInClass:
      "assignment expression within a comprehension cannot be used in a class body"
    case .walrusRebindsLoop(let name):
      "assignment expression cannot rebind comprehension iteration variable '\(name)'"
    case .loopRebindsWalrus(let name):
      "comprehension inner loop cannot rebind assignment expression target '\(name)'"
    case .notInAnnotation(let what): "'\(what)' can not be used within an annotation"
    case .returnOutside: "'return' outside function"
    case .yieldOutside: "'yield' outside function"
    case .awaitOutside: "'await' outside function"
    case .awaitInSync: "'await' outside async function"
    case .asyncOutside(let what): "'\(what)' outside async function"
    case .asyncComprehension: "asynchronous comprehension outside of an asynchronous function"
    case .returnInGenerator: "'return' with value in async generator"
    case .yieldFromInAsync: "'yield from' inside async function"
    case .breakOutside: "'break' outside loop"
    case .continueOutside: "'continue' not properly in loop"
    case .leavesExceptStar:
      "'break', 'continue' and 'return' cannot appear in an except* block"
    case .defaultExceptNotLast: "default 'except:' must be last"
    case .starredTarget: "starred assignment target must be in a list or tuple"
    case .starredValue: "can't use starred expression here"
    case .starredTwice: "multiple starred expressions in assignment"
    case .starredTooMany: "too many expressions in star-unpacking assignment"
    case .assignsDebug: "cannot assign to __debug__"
    case .deletesDebug: "cannot delete __debug__"
    case .tooManyBlocks: "too many statically nested blocks"
    case .patternUnreachable(let name?):
      "name capture '\(name)' makes remaining patterns unreachable"
    case .patternUnreachable(nil): "wildcard makes remaining patterns unreachable"
    case .patternRepeatsName(let name): "multiple assignments to name '\(name)' in pattern"
    case .patternNamesDiffer: "alternative patterns bind different names"
    case .patternStars: "multiple starred names in sequence pattern"
    case .patternRepeatsAttribute(let name): "attribute name repeated in class pattern: \(name)"
    case .patternRepeatsKey(let key): "mapping pattern checks duplicate key (\(key))"
    }
  }
}

/// The mistakes that CPython's compiler finds behind the grammar, by offset; none for a text with syntax
/// errors, of which Python reports nothing else. `isNotebook` is for a notebook's cell, where `await`
/// may stand outside of functions. What only some versions from 3.8 to 3.14 refuse is no mistake.
/// Linear in the text, apart from the depth of nested scopes.
package func pythonCodeErrors(
  in tree: PythonTree, isNotebook: Bool = false
) -> [PythonCodeError] {
  pythonCodeErrorsByStage(in: tree, isNotebook: isNotebook).sorted {
    $0.range.bytes.lowerBound < $1.range.bytes.lowerBound
  }
}

/// The same in the order in which CPython finds them: it reports the first.
package func pythonCodeErrorsByStage(
  in tree: PythonTree, isNotebook: Bool = false
) -> [PythonCodeError] {
  guard tree.diagnostics.isEmpty, tree.root > 0, !PythonCodeScreen.passes(tree) else { return [] }
  return pythonCodeErrorsUnscreened(in: tree, isNotebook: isNotebook)
}

/// The same without the quick look before.
func pythonCodeErrorsUnscreened(in tree: PythonTree, isNotebook: Bool = false) -> [PythonCodeError]
{
  var check = PythonCodeCheck(tree, isNotebook: isNotebook)
  check.run()
  return check.found.enumerated().sorted { first, second in
    let (a, b) = (first.element, second.element)
    if a.stage != b.stage { return a.stage < b.stage }
    return (a.error.range.bytes.lowerBound, first.offset)
      < (b.error.range.bytes.lowerBound, second.offset)
  }.map(\.element.error)
}
