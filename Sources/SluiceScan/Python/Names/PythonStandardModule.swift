/// The first word of a dotted name: the module or package that Python looks for.
package func topLevelModule(_ name: String) -> String {
  name.utf8.firstIndex(of: UInt8(ascii: ".")).map { String(name[..<$0]) } ?? name
}

/// Whether a module, by its first word or by its whole dotted name, belongs to the standard library of
/// some version from 3.8 to 3.14.
package func isPythonStandardModule(_ name: String) -> Bool {
  pythonStandardModules[topLevelModule(name)] != nil
}
