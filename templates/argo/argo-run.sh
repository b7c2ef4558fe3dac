#!/usr/bin/env bash
# What every pod runs: take the project's conda environment, which all pods share, and run one task.
# The working directory is the project, on the shared disk. All that varies comes through variables:
#   SLUICE_TASK              the task's name, as in pipeline.yaml
#   SLUICE_ENTRY_POINT       the pipeline file, when it is not the one Ploomber finds by itself
#   SLUICE_ENV_OVERRIDES     lines a--b=VALUE, each passed on as --env--a--b=VALUE
#   SLUICE_PARAMETER_1 …     each one a--b=VALUE of whoever submitted the workflow, never encoded
#   SLUICE_ENCODING          `percent`: the three above hold %XX for bytes that Argo or a line cannot hold
#   SLUICE_ENVIRONMENT_FILE  instead of environment.yml
#   SLUICE_ENVIRONMENT       `image`: the image brings the environment: SLUICE_PREFIX, or its PATH, or conda's base
#   SLUICE_PIP_PLOOMBER      what pip adds when the environment file does not list Ploomber
#   SLUICE_PRODUCT_FOLDERS   lines; these folders of the root hold products, no source
# No `set -u` here: activation scripts of conda packages read variables that nobody has set.
set -eo pipefail

say() { printf 'sluice: %s\n' "$*" >&2; }
fail() {
  say "$*"
  exit 1
}

# Every byte but letters, digits and -._/ is encoded, so no backslash of the text's own can be left.
decode() { # VARIABLE TEXT
  if [[ ${SLUICE_ENCODING-} == percent ]]; then
    printf -v "$1" '%b' "${2//%/\\x}"
  else
    printf -v "$1" '%s' "$2"
  fi
}

decode task "${SLUICE_TASK-}"
decode entry "${SLUICE_ENTRY_POINT-}"
file=${SLUICE_ENVIRONMENT_FILE:-environment.yml}
folder=${SLUICE_SHARED:-$PWD}/.sluice/envs
[[ -n $task ]] || fail "SLUICE_TASK is empty: no task to run"
if declare -F take_source >/dev/null; then take_source; fi # argo-source.sh stands before this script then
is_ready="" # an image that brings all, with Ploomber on its PATH
if [[ ${SLUICE_ENVIRONMENT-} == image && -z ${SLUICE_PREFIX-} ]]; then
  if command -v ploomber >/dev/null; then is_ready=yes; else
    SLUICE_PREFIX=$(conda info --base) || fail "the image has neither ploomber nor conda on its PATH"
  fi
fi
[[ -n $is_ready ]] || command -v conda >/dev/null || fail "the image has no conda on its PATH"
[[ -n $is_ready || -n ${SLUICE_PREFIX-} || -f $file ]] || fail "no $file in $PWD: is the project on the volume, under this sub path?"
[[ -n $is_ready || -n ${SLUICE_PREFIX-} ]] || command -v flock >/dev/null || fail "the image has no flock (package util-linux)"

# A user without a home of its own is common in clusters; conda, pip and Jupyter all write there.
[[ -w ${HOME:-/nonexistent} ]] || HOME=$(mktemp -d)
export HOME PYTHONNOUSERSITE=1 PIP_DISABLE_PIP_VERSION_CHECK=1
export PLOOMBER_STATS_ENABLED=${PLOOMBER_STATS_ENABLED:-false}

# All that decides what an environment is: the file, the requirement files it names, and where it works.
# Environments cannot be moved, so the place counts too.
ingredients() {
  printf '%s\n' "$folder" "$(uname -m)" "$(getconf GNU_LIBC_VERSION 2>/dev/null)" "${SLUICE_PIP_PLOOMBER-}"
  cat -- "$file"
  local other
  for other in "$(dirname -- "$file")"/*.txt; do
    if [[ -f $other ]] && grep -qF -- "${other##*/}" "$file"; then cat -- "$other"; fi
  done
}
if [[ -n $is_ready || -n ${SLUICE_PREFIX-} ]]; then
  prefix=${SLUICE_PREFIX-} # an image that brings its environment
else
  digest=$(ingredients | sha256sum)
  prefix=$folder/${digest:0:16}
fi
lock=$prefix.lock

# The lock file is the marker too: `made` is written into it last of all. Opening and locking a file are
# the moments at which NFS promises to show what other nodes have written; a second file has no such promise.
state() { cat -- "$lock" 2>/dev/null || true; }
made() { [[ $(state) == made && -x $prefix/bin/python ]]; }

make_environment() {
  rm -rf -- "$prefix" || return
  conda env create --quiet --file "$file" --prefix "$prefix" </dev/null 2>&1 | tee "$log" >&2 || return
  if [[ -n ${SLUICE_PIP_PLOOMBER-} ]]; then
    "$prefix/bin/python" -m pip --version >/dev/null 2>&1 ||
      conda install --quiet --yes --prefix "$prefix" 'python<3.14' pip >&2 || return
    say "adding $SLUICE_PIP_PLOOMBER, which $file does not list"
    "$prefix/bin/python" -m pip install --quiet "$SLUICE_PIP_PLOOMBER" >&2 || return
  fi
  if [[ ! -x $prefix/bin/python ]]; then
    say "$file asks for no Python"
    return 1
  fi
}

share_environment() {
  local before
  mkdir -p -- "$folder"
  before=$(state)
  exec 9>>"$lock" # >> because > would empty the marker
  if ! flock -n 9; then
    say "another pod is making the environment: waiting"
    flock 9 || fail "this disk cannot lock files: $lock"
  fi
  # A file that is made here refreshes what this node remembers of the folder.
  rm -f -- "$(mktemp "$folder/.look.XXXXXX")"
  if made; then return; fi
  if [[ $(state) != "$before" && $(state) == failed* ]]; then
    fail "the pod this one waited for could not make the environment: see its log"
  fi
  log=$(mktemp)
  say "making the environment from $file, once for all pods: $prefix"
  : >"$lock"
  if ! make_environment; then
    say "that failed; once more, from the beginning"
    if ! make_environment; then
      rm -rf -- "$prefix" || true
      echo "failed $HOSTNAME $(date +%s%N)" >"$lock"
      if grep -qi 'terms of service' "$log"; then
        say "conda's channels ask for consent: set CONDA_PLUGINS_AUTO_ACCEPT_TOS=yes if you give it," \
          "or take an image without them, such as condaforge/miniforge3"
      fi
      fail "the environment could not be made from $file; the reason stands above"
    fi
  fi
  sync -f "$prefix" 2>/dev/null || true
  echo made >"$lock"
}

[[ -n $is_ready || -n ${SLUICE_PREFIX-} ]] || made || share_environment
exec 9>&- # no process that the task leaves behind may hold the lock

activate() {
  local hook
  hook=$(conda shell.bash hook) || fail "conda does not start in this shell"
  eval "$hook"
  conda activate "$prefix"
  [[ $(command -v ploomber) == "$prefix"/* ]] || fail "the environment ${SLUICE_PREFIX:-made from $file} has no ploomber"
}
if [[ -z $is_ready ]]; then activate; fi

# The project's own package is installed in every pod, for its code changes more often than its
# environment: without dependencies, into a private folder, from a private copy, since building writes
# into the source and pods share it.
copy_source() { # TO
  local path skip
  skip=(-name .git -o -name .sluice -o -name .venv -o -name __pycache__ -o -name '*.egg-info')
  skip+=(-o -path ./build -o -path ./dist)
  while IFS= read -r path; do
    path=${path#./}
    if [[ -n $path && $path != . && -d $path ]]; then skip+=(-o -samefile "./$path"); fi
  done <<<"${SLUICE_PRODUCT_FOLDERS-output
products}"
  find . \( "${skip[@]}" \) -prune -o -type f -size -4096k -print0 |
    tar --create --null --no-recursion --files-from - | tar --extract --directory "$1" || return
  # What is large is not source: a link is enough.
  while IFS= read -r -d '' path; do
    mkdir -p -- "$1/$(dirname -- "$path")" && ln -s -- "$PWD/${path#./}" "$1/$path" || return
  done < <(find . \( "${skip[@]}" \) -prune -o \( -type f -size +4095k -o -type l \) -print0)
}

install_project() {
  local copy site install first
  copy=$(mktemp -d) && site=$(mktemp -d) && first=$(mktemp) && copy_source "$copy" || return
  install=(python -m pip install --quiet --no-deps --no-input --target "$site")
  # The copy has no history to read a version from, and needs none.
  export SETUPTOOLS_SCM_PRETEND_VERSION=${SETUPTOOLS_SCM_PRETEND_VERSION:-0}
  # With the build tools of the environment if they are what the project asks for: that is fast and needs
  # no network. Else as pip does by itself, with fresh ones.
  if ! (cd -- "$copy" && "${install[@]}" --no-build-isolation --check-build-dependencies .) 2>"$first" >&2; then
    (cd -- "$copy" && "${install[@]}" . >&2) || { cat -- "$first" >&2; return 1; }
  fi
  rm -rf -- "$copy" "$first"
  export PYTHONPATH=$site${PYTHONPATH:+:$PYTHONPATH}
}

table() { [[ -f pyproject.toml ]] && grep -qE "^[[:space:]]*\[$1\]" pyproject.toml; }
if [[ -n ${SLUICE_PACKAGE-} ]]; then
  install_package
elif [[ -f setup.py ]] || table build-system; then
  # An image that brings all may well have the project in it, and no way to build it once more.
  install_project || [[ ${SLUICE_ENVIRONMENT-} == image ]] || fail "the project could not be installed; the reason stands above"
elif table project; then
  # Without a build system the table may list dependencies only, and nothing be meant to be installed.
  install_project || say "pyproject.toml describes no package: the sources are used as they lie there"
fi

if declare -F change_parameters >/dev/null; then change_parameters; fi # of argo-params.sh

arguments=(--force)
if [[ -n $entry ]]; then arguments+=(--entry-point "$entry"); fi
while IFS= read -r line; do
  decode override "$line"
  if [[ -n $override ]]; then arguments+=("--env--$override"); fi
done <<<"${SLUICE_ENV_OVERRIDES-}"
for line in "${!SLUICE_PARAMETER_@}"; do arguments+=("--env--${!line}"); done

# A signal that ends the pod is the task's to answer. Its exit code goes to `code`.
run_child() { # COMMAND…
  local child
  "$@" &
  child=$!
  trap 'kill -TERM "$child" 2>/dev/null || true' TERM INT
  while :; do
    code=0
    wait "$child" || code=$?
    kill -0 "$child" 2>/dev/null || break # a signal ends the wait, not the task
  done
}

say "running $task"
command=(ploomber task "${arguments[@]}" -- "$task")
if declare -F take_source >/dev/null; then
  see_data || fail "the private folder could not be made"
  look_before
  run_child "${command[@]}"
  keep "$code"
elif [[ -n ${copy-} ]]; then
  run_child "${command[@]}"
  rm -f -- "$copy"
else
  exec "${command[@]}"
fi
exit "$code"
