/// The minor versions of Python 3 that have a module, from 3.8 to 3.14.
package struct PythonModuleVersions: Hashable, Sendable {
  /// The first; 8 also stands for every earlier one.
  package var first: Int
  /// The last; `nil` as long as the module is still there.
  package var last: Int?

  package init(first: Int, last: Int?) {
    self.first = first
    self.last = last
  }

  /// Whether Python 3.`minor` has the module.
  package func contains(minor: Int) -> Bool {
    minor >= first && minor <= last ?? Int.max
  }
}

/// The modules of the standard library by their first word, with the versions that have them.
let pythonStandardModules: [String: PythonModuleVersions] = {
  var modules = changingModules
  for name in lastingModules { modules[name] = PythonModuleVersions(first: 8, last: nil) }
  return modules
}()

/// In every version.
private let lastingModules = [
  "__future__", "_abc", "_aix_support", "_ast", "_asyncio", "_bisect", "_blake2", "_bz2",
  "_codecs", "_codecs_cn", "_codecs_hk", "_codecs_iso2022", "_codecs_jp", "_codecs_kr",
  "_codecs_tw", "_collections", "_collections_abc", "_compat_pickle", "_compression",
  "_contextvars", "_csv", "_ctypes", "_curses", "_curses_panel", "_datetime", "_dbm", "_decimal",
  "_elementtree", "_frozen_importlib", "_frozen_importlib_external", "_functools", "_gdbm",
  "_hashlib", "_heapq", "_imp", "_io", "_json", "_locale", "_lsprof", "_lzma", "_markupbase",
  "_md5", "_multibytecodec", "_multiprocessing", "_opcode", "_operator", "_osx_support",
  "_overlapped", "_pickle", "_posixshmem", "_posixsubprocess", "_py_abc", "_pydecimal", "_pyio",
  "_queue", "_random", "_scproxy", "_sha1", "_sha3", "_signal", "_sitebuiltins", "_socket",
  "_sqlite3", "_sre", "_ssl", "_stat", "_statistics", "_string", "_strptime", "_struct",
  "_symtable", "_thread", "_threading_local", "_tkinter", "_tracemalloc", "_uuid", "_warnings",
  "_weakref", "_weakrefset", "_winapi", "abc", "antigravity", "argparse", "array", "ast",
  "asyncio", "atexit", "base64", "bdb", "binascii", "bisect", "builtins", "bz2", "cProfile",
  "calendar", "cmath", "cmd", "code", "codecs", "codeop", "collections", "colorsys", "compileall",
  "concurrent", "configparser", "contextlib", "contextvars", "copy", "copyreg", "csv", "ctypes",
  "curses", "dataclasses", "datetime", "dbm", "decimal", "difflib", "dis", "doctest", "email",
  "encodings", "ensurepip", "enum", "errno", "faulthandler", "fcntl", "filecmp", "fileinput",
  "fnmatch", "fractions", "ftplib", "functools", "gc", "genericpath", "getopt", "getpass",
  "gettext", "glob", "grp", "gzip", "hashlib", "heapq", "hmac", "html", "http", "idlelib",
  "imaplib", "importlib", "inspect", "io", "ipaddress", "itertools", "json", "keyword",
  "linecache", "locale", "logging", "lzma", "mailbox", "marshal", "math", "mimetypes", "mmap",
  "modulefinder", "msvcrt", "multiprocessing", "netrc", "nt", "ntpath", "nturl2path", "numbers",
  "opcode", "operator", "optparse", "os", "pathlib", "pdb", "pickle", "pickletools", "pkgutil",
  "platform", "plistlib", "poplib", "posix", "posixpath", "pprint", "profile", "pstats", "pty",
  "pwd", "py_compile", "pyclbr", "pydoc", "pydoc_data", "pyexpat", "queue", "quopri", "random",
  "re", "readline", "reprlib", "resource", "rlcompleter", "runpy", "sched", "secrets", "select",
  "selectors", "shelve", "shlex", "shutil", "signal", "site", "smtplib", "socket", "socketserver",
  "sqlite3", "sre_compile", "sre_constants", "sre_parse", "ssl", "stat", "statistics", "string",
  "stringprep", "struct", "subprocess", "symtable", "sys", "sysconfig", "syslog", "tabnanny",
  "tarfile", "tempfile", "termios", "textwrap", "this", "threading", "time", "timeit", "tkinter",
  "token", "tokenize", "trace", "traceback", "tracemalloc", "tty", "turtle", "turtledemo", "types",
  "typing", "unicodedata", "unittest", "urllib", "uuid", "venv", "warnings", "wave", "weakref",
  "webbrowser", "winreg", "winsound", "wsgiref", "xml", "xmlrpc", "zipapp", "zipfile", "zipimport",
  "zlib",
]

/// Came, or went.
private let changingModules: [String: PythonModuleVersions] = [
  "_android_support": PythonModuleVersions(first: 13, last: nil),
  "_ast_unparse": PythonModuleVersions(first: 14, last: nil),
  "_bootlocale": PythonModuleVersions(first: 8, last: 9),
  "_bootsubprocess": PythonModuleVersions(first: 8, last: 11),
  "_colorize": PythonModuleVersions(first: 13, last: nil),
  "_crypt": PythonModuleVersions(first: 8, last: 12),
  "_dummy_thread": PythonModuleVersions(first: 8, last: 8),
  "_dummy_threading": PythonModuleVersions(first: 8, last: 8),
  "_hmac": PythonModuleVersions(first: 14, last: nil),
  "_interpchannels": PythonModuleVersions(first: 13, last: nil),
  "_interpqueues": PythonModuleVersions(first: 13, last: nil),
  "_interpreters": PythonModuleVersions(first: 13, last: nil),
  "_ios_support": PythonModuleVersions(first: 13, last: nil),
  "_msi": PythonModuleVersions(first: 8, last: 12),
  "_opcode_metadata": PythonModuleVersions(first: 13, last: nil),
  "_peg_parser": PythonModuleVersions(first: 9, last: 9),
  "_py_warnings": PythonModuleVersions(first: 14, last: nil),
  "_pydatetime": PythonModuleVersions(first: 12, last: nil),
  "_pylong": PythonModuleVersions(first: 12, last: nil),
  "_pyrepl": PythonModuleVersions(first: 13, last: nil),
  "_remote_debugging": PythonModuleVersions(first: 14, last: nil),
  "_sha2": PythonModuleVersions(first: 12, last: nil),
  "_sha256": PythonModuleVersions(first: 8, last: 11),
  "_sha512": PythonModuleVersions(first: 8, last: 11),
  "_suggestions": PythonModuleVersions(first: 13, last: nil),
  "_sysconfig": PythonModuleVersions(first: 13, last: nil),
  "_tokenize": PythonModuleVersions(first: 11, last: nil),
  "_types": PythonModuleVersions(first: 14, last: nil),
  "_typing": PythonModuleVersions(first: 11, last: nil),
  "_wmi": PythonModuleVersions(first: 13, last: nil),
  "_zoneinfo": PythonModuleVersions(first: 9, last: nil),
  "_zstd": PythonModuleVersions(first: 14, last: nil),
  "aifc": PythonModuleVersions(first: 8, last: 12),
  "annotationlib": PythonModuleVersions(first: 14, last: nil),
  "asynchat": PythonModuleVersions(first: 8, last: 11),
  "asyncore": PythonModuleVersions(first: 8, last: 11),
  "audioop": PythonModuleVersions(first: 8, last: 12),
  "binhex": PythonModuleVersions(first: 8, last: 10),
  "cgi": PythonModuleVersions(first: 8, last: 12),
  "cgitb": PythonModuleVersions(first: 8, last: 12),
  "chunk": PythonModuleVersions(first: 8, last: 12),
  "compression": PythonModuleVersions(first: 14, last: nil),
  "crypt": PythonModuleVersions(first: 8, last: 12),
  "distutils": PythonModuleVersions(first: 8, last: 11),
  "dummy_threading": PythonModuleVersions(first: 8, last: 8),
  "formatter": PythonModuleVersions(first: 8, last: 9),
  "graphlib": PythonModuleVersions(first: 9, last: nil),
  "imghdr": PythonModuleVersions(first: 8, last: 12),
  "imp": PythonModuleVersions(first: 8, last: 11),
  "lib2to3": PythonModuleVersions(first: 8, last: 12),
  "macurl2path": PythonModuleVersions(first: 8, last: 8),
  "mailcap": PythonModuleVersions(first: 8, last: 12),
  "msilib": PythonModuleVersions(first: 8, last: 12),
  "nis": PythonModuleVersions(first: 8, last: 12),
  "nntplib": PythonModuleVersions(first: 8, last: 12),
  "ossaudiodev": PythonModuleVersions(first: 8, last: 12),
  "parser": PythonModuleVersions(first: 8, last: 9),
  "pipes": PythonModuleVersions(first: 8, last: 12),
  "smtpd": PythonModuleVersions(first: 8, last: 11),
  "sndhdr": PythonModuleVersions(first: 8, last: 12),
  "spwd": PythonModuleVersions(first: 8, last: 12),
  "sunau": PythonModuleVersions(first: 8, last: 12),
  "symbol": PythonModuleVersions(first: 8, last: 9),
  "telnetlib": PythonModuleVersions(first: 8, last: 12),
  "tomllib": PythonModuleVersions(first: 11, last: nil),
  "uu": PythonModuleVersions(first: 8, last: 12),
  "xdrlib": PythonModuleVersions(first: 8, last: 12),
  "zoneinfo": PythonModuleVersions(first: 9, last: nil),
]
