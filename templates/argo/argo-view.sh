#!/usr/bin/env bash
# Stands before argo-run.sh where pods run one version of the source, not what lies on the shared disk.
# The working directory is private to the pod. It gets the version's files and, as links, all else that
# the project's folder on the shared disk has; products go there, and so does what tasks write beside them.
#   SLUICE_SHARED     the project's folder on the shared disk
#   SLUICE_SOURCE     the version, a folder or a file (tar.gz in base64); else it is in the working directory
#   SLUICE_DIGEST     the SHA-256 of that archive
#   SLUICE_PRODUCTS…  lines; the products' paths seen from the root, in as many variables as it takes
#   SLUICE_PACKAGE    instead of a version: what pip installs, `name==1.0`
#   SLUICE_PACKAGE_FOLDER  where the specification is among what that brings
set -eo pipefail

take_source() {
  local from=${SLUICE_SOURCE-} found
  shared=$SLUICE_SHARED
  [[ -w $shared ]] || fail "$shared is not there, or this user may not write to it"
  mkdir -p -- "$shared/.sluice"
  if [[ ! -w . ]]; then # the folder of an image may belong to somebody else
    from=${from:-$PWD}
    cd -- "$(mktemp -d)"
  fi
  if [[ -d $from ]]; then
    cp -RP --preserve=mode,timestamps -- "$from/." . || fail "the version in $from cannot be copied"
  elif [[ -f $from ]]; then
    found=$(base64 --decode -- "$from" | sha256sum) || fail "$from is not base64"
    [[ ${found%% *} == "${SLUICE_DIGEST-}" ]] || fail "$from is archive ${found%% *}, not ${SLUICE_DIGEST-}"
    base64 --decode -- "$from" | tar --extract --gzip --no-same-owner || fail "$from cannot be unpacked"
  elif [[ -n $from ]]; then
    fail "version ${from##*/} is not on the volume: run 'sluice upload'"
  fi
  export PYTHONDONTWRITEBYTECODE=1 # what is compiled here goes with the pod
}

install_package() {
  local site
  site=$(mktemp -d)
  python -m pip install --quiet --no-deps --no-input --target "$site" "$SLUICE_PACKAGE" >&2 ||
    fail "$SLUICE_PACKAGE could not be installed; the reason stands above"
  export PYTHONPATH=$site${PYTHONPATH:+:$PYTHONPATH}
  # Relative paths of an installed pipeline count from where its specification is.
  cd -- "$site/${SLUICE_PACKAGE_FOLDER-}" || fail "$SLUICE_PACKAGE brings no folder ${SLUICE_PACKAGE_FOLDER-}"
}

# Links in folder $1, the root or below it, for what only the shared disk has.
link_missing() {
  local path name missing=()
  for path in "$shared/$1"/*; do
    name=$1/${path##*/}
    case $name in ./.sluice | ./.git) continue ;; esac
    if [[ -n ${brought[$name]-} ]]; then
      continue
    elif [[ -d $name && ! -L $name && -d $path ]]; then
      link_missing "$name"
    elif [[ ! -e $name && ! -L $name ]]; then
      if [[ -n ${holds_brought[$name]-} ]]; then
        mkdir -- "$name"
        link_missing "$name"
      else
        missing+=("$path")
      fi
    fi
  done
  if ((${#missing[@]})); then printf '%s\0' "${missing[@]}" | xargs -0 ln -s -t "$1" --; fi
}

see_shared() {
  local variable line path folder products=()
  local -A brought=() holds_brought=()
  for variable in "${!SLUICE_PRODUCTS@}"; do
    while IFS= read -r line; do
      decode path "$line"
      if [[ -n $path ]]; then products+=("./$path"); fi
    done <<<"${!variable}"
  done
  unset "${!SLUICE_PRODUCTS@}"
  for path in "${products[@]}"; do
    folder=${path%/*}
    [[ -d $shared/$folder ]] || mkdir -p -- "$shared/$folder"
    # A copy that came with the version is not what the pipeline made.
    if [[ -e $path || -L $path ]]; then rm -rf -- "$path" "$folder/.${path##*/}.metadata"; fi
  done
  # The source of another version may lie there too: what `sluice upload` put there without a version.
  if [[ -f $shared/.sluice/uploaded ]]; then
    while IFS= read -r -d '' path; do
      brought[$path]=1
      folder=$path
      while folder=${folder%/*} && [[ $folder != . && -z ${holds_brought[$folder]-} ]]; do
        holds_brought[$folder]=1
      done
    done <"$shared/.sluice/uploaded"
  fi
  for path in "${products[@]}"; do brought[$path]=""; done
  shopt -s dotglob nullglob
  link_missing .
  shopt -u dotglob nullglob
  # Between source files a product gets a link of its own, which Ploomber follows before it writes.
  for path in "${products[@]}"; do
    if [[ ! ${path%/*} -ef $shared/${path%/*} && ! -L $path ]]; then
      mkdir -p -- "${path%/*}"
      ln -s -- "$shared/$path" "$path"
    fi
  done
}

entries() {
  find . \( -name .git -o -name .sluice -o -name __pycache__ -o -name .ipynb_checkpoints \) -prune -o \
    -printf '%y %P\0' | LC_ALL=C sort -z
}

# What came new into the private folder, and is not behind a link, goes to the shared disk.
keep_new() { # BEFORE
  local entry path new=()
  exec 8>>"$shared/.sluice/keep.lock"
  flock 8 # one pod at a time, so that each sees what the others kept
  while IFS= read -r -d '' entry; do
    path=${entry#* }
    # Two pods may have made one database at the same time; neither holds what the other wrote.
    if [[ $entry == f* && -e $shared/$path && $(head -c 15 -- "$path" | tr -d '\0') == 'SQLite format 3' ]] &&
      ! grep -qzxF -e "l $path" "$1"; then
      say "two tasks made the database $path at the same time: keep it in a folder without source, which is shared"
      return 1
    fi
    new+=("./$path")
  done < <(entries | LC_ALL=C comm -z -13 "$1" -)
  if ((${#new[@]} == 0)); then return; fi
  printf '%s\0' "${new[@]}" | tar --create --null --no-recursion --files-from - |
    tar --extract --no-same-owner --no-overwrite-dir --keep-directory-symlink --directory "$shared"
}

run_and_keep() { # COMMAND…
  local before code=0 child
  before=$(mktemp)
  entries >"$before"
  "$@" &
  child=$!
  trap 'kill -TERM "$child" 2>/dev/null || true' TERM INT
  while :; do
    code=0
    wait "$child" || code=$?
    kill -0 "$child" 2>/dev/null || break # a signal ends the wait, not the task
  done
  keep_new "$before" || fail "what the task wrote beside its products could not be put on the shared disk"
  exit "$code"
}
