#!/usr/bin/env bash
# Stands before argo-run.sh where pods run one version of the source in a private folder, the working
# directory. Behind it stands what connects that folder with others: argo-view.sh or argo-artifacts.sh.
#   SLUICE_SHARED     the project's folder on the shared disk, if there is one
#   SLUICE_SOURCE     the version, a folder or a file (tar.gz in base64); else it is in the working directory
#   SLUICE_DIGEST     the SHA-256 of that archive
#   SLUICE_PRODUCTS…  lines; the products' paths seen from the root, in as many variables as it takes
#   SLUICE_PACKAGE    instead of a version: what pip installs, `name==1.0`
#   SLUICE_PACKAGE_FOLDER  where the specification is among what that brings
set -eo pipefail

take_source() {
  local from=${SLUICE_SOURCE-} found
  shared=${SLUICE_SHARED-}
  if [[ -n $shared ]]; then
    [[ -w $shared ]] || fail "$shared is not there, or this user may not write to it"
    mkdir -p -- "$shared/.sluice"
  fi
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
  # shellcheck disable=SC2034 # argo-run.sh reads it
  if [[ -z $shared ]]; then folder=$PWD/.sluice/envs; fi # this pod's own
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

# Puts the products' paths into the array `products`. A copy that came with the version is not what the
# pipeline made, and goes.
read_products() {
  local variable line path
  products=()
  for variable in "${!SLUICE_PRODUCTS@}"; do
    while IFS= read -r line; do
      decode path "$line"
      if [[ -n $path ]]; then products+=("./$path"); fi
    done <<<"${!variable}"
  done
  unset "${!SLUICE_PRODUCTS@}"
  for path in "${products[@]}"; do
    if [[ -e $path || -L $path ]]; then rm -rf -- "$path" "${path%/*}/.${path##*/}.metadata"; fi
  done
}
