#!/usr/bin/env bash
# Says which program checks, and under which key what was built is kept. An installed PROGRAM is taken
# as it is. Writes `program`, and where it is built `folder` and `key`, to $GITHUB_OUTPUT.
set -euo pipefail

if [[ -n ${PROGRAM-} ]]; then
  echo "program=$PROGRAM" >>"$GITHUB_OUTPUT"
  exit
fi
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
# An action is downloaded without its history: what it is made of is its version.
version=$(cd "$root" && find Package.swift Sources templates -type f -print0 |
  LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum | cut -c 1-20)
folder=$RUNNER_TEMP/sluice
{
  echo "folder=$folder"
  echo "program=$folder/sluice"
  echo "key=sluice-${RUNNER_OS:-Linux}-${RUNNER_ARCH:-X64}-$version"
} >>"$GITHUB_OUTPUT"
