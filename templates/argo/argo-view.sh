# Stands between argo-source.sh and argo-run.sh where the pods of one version share a disk. The private folder
# gets, as links, all that the project's folder on the shared disk has beside the version's files; products
# go there, and so does what tasks write beside them.

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

see_data() {
  local path folder products
  local -A brought=() holds_brought=()
  read_products
  for path in "${products[@]}"; do
    folder=${path%/*}
    [[ -d $shared/$folder ]] || mkdir -p -- "$shared/$folder"
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

look_before() {
  before=$(mktemp)
  entries >"$before"
}

keep() { # EXIT-CODE, which says nothing about what was written
  keep_new "$before" || fail "what the task wrote beside its products could not be put on the shared disk"
}
