/// Modules of the standard library that a running Ploomber has loaded before it looks at a project: a
/// module of the project that has such a name is never found. As of Ploomber 0.23.3 on Python 3.11.
let loadedStandardModules: Set<String> = [
  "abc", "argparse", "array", "ast", "asyncio", "atexit", "base64", "bdb", "binascii", "bisect",
  "builtins", "bz2", "calendar", "cmd", "code", "codecs", "codeop", "collections", "colorsys",
  "concurrent", "configparser", "contextlib", "contextvars", "copy", "copyreg", "csv", "ctypes",
  "curses", "dataclasses", "datetime", "decimal", "difflib", "dis", "email", "encodings", "enum",
  "errno", "fcntl", "fnmatch", "fractions", "functools", "gc", "genericpath", "getopt", "getpass",
  "gettext", "glob", "grp", "gzip", "hashlib", "heapq", "hmac", "html", "http", "importlib",
  "inspect", "io", "ipaddress", "itertools", "json", "keyword", "linecache", "locale", "logging",
  "lzma", "marshal", "math", "mimetypes", "mmap", "multiprocessing", "ntpath", "numbers",
  "opcode", "operator", "optparse", "os", "pathlib", "pdb", "pickle", "pkgutil", "platform",
  "posix", "posixpath", "pprint", "pwd", "pydoc", "pyexpat", "queue", "quopri", "random", "re",
  "reprlib", "resource", "secrets", "select", "selectors", "shlex", "shutil", "signal", "site",
  "socket", "socketserver", "sqlite3", "ssl", "stat", "string", "stringprep", "struct",
  "subprocess", "sys", "sysconfig", "tarfile", "tempfile", "termios", "textwrap", "threading",
  "time", "timeit", "token", "tokenize", "tomllib", "traceback", "types", "typing", "unicodedata",
  "urllib", "uuid", "warnings", "weakref", "webbrowser", "wsgiref", "xml", "zipfile", "zipimport",
  "zlib", "zoneinfo",
]
