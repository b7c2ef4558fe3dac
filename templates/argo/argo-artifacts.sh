# Stands between argo-source.sh and argo-run.sh where pods share no disk: products come and go in archives,
# which Argo fetches before the task and keeps behind it.
#   SLUICE_INPUTS  the archives of the tasks that this one reads from: up-1, up-2, … in this folder
#   SLUICE_OUTPUT  the archive to be kept; its name says whether it is compressed
# An archive has the products of its task, their metadata, and the metadata of all tasks before it: Ploomber
# wants to know of each whether it is up to date.
declare -A known # products that were there before the task

see_data() {
  local archive path
  read_products
  for archive in "$SLUICE_INPUTS"/up-*; do
    if [[ ! -f $archive ]]; then continue; fi
    tar --extract --no-same-owner --file "$archive" || fail "$archive cannot be unpacked"
  done
  # In place of what only tasks further up have made stands a folder: it is there, which is all that
  # Ploomber asks, and nobody who opens it takes it for the product.
  for path in "${products[@]}"; do
    if [[ -e ${path%/*}/.${path##*/}.metadata && ! -e $path ]]; then
      mkdir -p -- "$path/this product was not fetched"
    fi
  done
}

look_before() {
  local path
  for path in "${products[@]}"; do
    if [[ -e $path ]]; then known[$path]=1; fi
  done
}

keep() { # EXIT-CODE
  local path metadata files=()
  if [[ $1 != 0 ]]; then return; fi
  for path in "${products[@]}"; do
    metadata=${path%/*}/.${path##*/}.metadata
    if [[ -e $metadata ]]; then files+=("$metadata"); fi
    if [[ -e $path && -z ${known[$path]-} ]]; then files+=("$path"); fi
  done
  mkdir -p -- "${SLUICE_OUTPUT%/*}"
  { ((${#files[@]} == 0)) || printf '%s\0' "${files[@]}"; } |
    tar --create --auto-compress --dereference --null --files-from - --file "$SLUICE_OUTPUT" ||
    fail "the products could not be packed"
}
