# Pods on this machine, for the tests of what they run: a conda, a python and a ploomber that only write
# down what they were asked, and the words of the tests. Sourced, with `script` set to what pods run.
# shellcheck shell=bash disable=SC2154,SC2164

place=$(mktemp -d)
trap 'rm -rf -- "$place"' EXIT
failures=0
count=0

# --- the machine ------------------------------------------------------------------------------------
mkdir "$place/bin" "$place/tools" "$place/home"
cat >"$place/tools/python" <<'PYTHON'
#!/usr/bin/env bash
printf '%s\n' "$*" >>"$FAKE/python"
while (($#)); do
  if [[ $1 == --target ]]; then
    cp -r . "$2"
    mkdir build # as a real build does, wherever it runs
  fi
  shift
done
PYTHON
cat >"$place/tools/ploomber" <<'PLOOMBER'
#!/usr/bin/env bash
{
  printf '<%s>' "$@"
  printf ' path=%s\n' "${PYTHONPATH-}"
} >>"$FAKE/ploomber"
if [[ -e $FAKE/task ]]; then exec bash "$FAKE/task" "${@: -1}"; fi
PLOOMBER
cat >"$place/bin/conda" <<'CONDA'
#!/usr/bin/env bash
case "$1 $2" in
  'shell.bash hook')
    echo 'conda() { PATH=$2/bin:$PATH; hash -r; }'
    ;;
  'info --base') echo "$FAKE/base" ;;
  'env create')
    while (($#)); do
      if [[ $1 == --prefix ]]; then prefix=$2; fi
      shift
    done
    echo "$prefix" >>"$FAKE/created"
    [[ ! -e $prefix ]] || { echo "prefix exists" >&2; exit 1; }
    mkdir -p "$prefix/bin"
    touch "$prefix/half-made"
    if [[ -e $FAKE/hang ]]; then touch "$FAKE/hanging"; sleep 60; fi
    sleep "$(cat "$FAKE/seconds" 2>/dev/null || echo 0)"
    if [[ -s $FAKE/fails ]]; then
      tail -n +2 "$FAKE/fails" >"$FAKE/fails.next"
      mv "$FAKE/fails.next" "$FAKE/fails"
      cat "$FAKE/complaint" >&2 2>/dev/null
      exit 1
    fi
    cp "$FAKE/../tools/python" "$prefix/bin/python"
    [[ -e $FAKE/no-ploomber ]] || cp "$FAKE/../tools/ploomber" "$prefix/bin/ploomber"
    rm "$prefix/half-made"
    ;;
esac
CONDA
chmod +x "$place"/tools/* "$place/bin/conda"

# --- words of the tests -----------------------------------------------------------------------------
project() { # a fresh machine and a fresh project; NAME is its folder
  rm -rf "$place/fake" "$place/disk"
  mkdir -p "$place/fake" "$place/disk/$1"
  cd "$place/disk/$1"
  printf 'name: x\ndependencies: [ploomber]\n' >environment.yml
}
pod() { # TASK [NAME=VALUE…]
  local task=$1
  shift
  env -i PATH="$place/bin:/usr/bin:/bin" HOME="$place/home" FAKE="$place/fake" SLUICE_TASK="$task" \
    "$@" bash -eo pipefail "$script" >>"$place/fake/out" 2>&1
}
lines() { if [[ -e $1 ]]; then wc -l <"$1"; else echo 0; fi; }
created() { lines "$place/fake/created"; }
ran() { lines "$place/fake/ploomber"; }
same() { # WHAT EXPECTED FOUND
  count=$((count + 1))
  if [[ $2 != "$3" ]]; then
    printf '%s: %s: expected %s, found %s\n' "${0##*/test-}" "$1" "$2" "$3" >&2
    sed 's/^/    /' "$place/fake/out" >&2
    failures=$((failures + 1))
  fi
}
says() { # WHAT TEXT
  same "$1" yes "$(grep -qF -- "$2" "$place/fake/out" && echo yes || echo no)"
}
code() { # COMMAND… : its exit code, printed
  local code=0
  "$@" || code=$?
  echo "$code"
}
