#!/usr/bin/env bash
# Runs PROGRAM on the project in FOLDER with ARGUMENTS, and prints findings in FORMAT. With SARIF=true
# a SARIF file is written, too, and named as `sarif` in $GITHUB_OUTPUT. Exits as `sluice check` does.
set -euo pipefail

# Split at blanks and line ends; nothing in it is expanded.
read -r -d '' -a words <<<"${ARGUMENTS-}" || true
check() { "$PROGRAM" check -C "${FOLDER:-.}" "${words[@]}" "$@"; }

if [[ ${SARIF-} == true ]]; then
  report=$RUNNER_TEMP/sluice.sarif
  status=0
  check --format sarif >"$report" || status=$?
  ((status <= 1)) || exit "$status"
  echo "sarif=$report" >>"$GITHUB_OUTPUT"
fi
check --format "${FORMAT:-github}"
