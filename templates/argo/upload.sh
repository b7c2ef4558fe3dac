# What `sluice upload` runs in the pod that serves the claim. POSIX sh and busybox: such images are small.
#   there FOLDER DIGEST      exits with 0 if that version is there, with 9 if it is not
#   version FOLDER DIGEST    unpacks standard input, a tar.gz, as that version
#   list FOLDER              the files that the last upload without a version brought, each with a zero byte
#   folder FOLDER            unpacks standard input over the folder, file by file
#   remove FOLDER            removes the files that standard input names, each with a zero byte
set -eu
what=$1 folder=$2
case $what in version | folder) mkdir -p "$folder/.sluice/source" ;; esac

# A name that no other upload has. What breaks off leaves nothing that anybody would read.
unpack() {
  new=$(mktemp -d "$folder/.sluice/incoming-XXXXXX")
  trap 'rm -rf "$new"' EXIT
  trap 'exit 1' HUP INT TERM
  tar -xzf - -C "$new"
  chmod -R u+rwX,go+rX "$new"
}

case $what in
  there) [ -d "$folder/.sluice/source/$3" ] || exit 9 ;;
  version)
    unpack
    version=$folder/.sluice/source/$3
    if [ ! -d "$version" ]; then
      mv "$new" "$version"
      own=${new##*/} # goes into the version of somebody who was faster by a moment
      rm -rf "${version:?}/${own:?}"
    fi
    ;;
  list) if [ -f "$folder/.sluice/uploaded" ]; then cat "$folder/.sluice/uploaded"; fi ;;
  folder)
    unpack
    cd "$new"
    if [ -f .sluice/manifest.json ]; then mv -f .sluice/manifest.json "$folder/.sluice/manifest.json"; fi
    rm -rf .sluice
    find . \( -type f -o -type l \) -print0 >"$folder/.sluice/${new##*/}.list"
    # shellcheck disable=SC2016 # the inner shell's
    find . -type d -exec sh -c '
      for path; do
        if [ ! -d "$0/$path" ]; then rm -f "$0/$path" && mkdir -p "$0/$path" || exit; fi
      done' "$folder" {} +
    # A rename: whoever reads sees the old file or the new one.
    # shellcheck disable=SC2016 # the inner shell's
    find . \( -type f -o -type l \) -exec sh -c '
      for path; do
        if [ -L "$0/$path" ]; then rm -f "$0/$path"; fi
        if [ -d "$0/$path" ]; then
          echo "$0/$path is a folder, and $path a file now: remove it first" >&2
          exit 1
        fi
        mv -f "$path" "$0/$path" || exit
      done' "$folder" {} +
    mv -f "$folder/.sluice/${new##*/}.list" "$folder/.sluice/uploaded"
    ;;
  remove) cd "$folder" && xargs -0 rm -f -- ;;
esac
