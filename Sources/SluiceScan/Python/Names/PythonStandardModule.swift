/// Whether some version of Python 3 has a module of this first word in its standard library.
package func isPythonStandardModule(_ name: String) -> Bool { pythonStandardModules[name] != nil }
