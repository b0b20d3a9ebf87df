# Sourced by the scripts of this folder: the beginning that they share. They run in the root of the repository, have a folder
# of their own in $place, and may be run alone, again, and in any order.
# shellcheck shell=bash
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
root=$PWD
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT

# need COMMAND PACKAGE...: packages to install if a command is missing.
packages=()
need() { command -v "$1" >/dev/null || packages+=("${@:2}"); }
need_python() { python3 -c 'import venv, ensurepip' 2>/dev/null || packages+=(python3 python3-venv); }
need_browser() { browser >/dev/null || packages+=(chromium); }

# The browser of the tests: that which CHROMIUM names, or one of the usual.
browser() {
  local name
  for name in ${CHROMIUM:+"$CHROMIUM"} chromium chromium-browser google-chrome; do
    if command -v "$name"; then return; fi
  done
  return 1
}

# Installs what was found missing. The lists of packages are renewed only where the packages are not found with those that are there.
install_packages() {
  [ "${#packages[@]}" -gt 0 ] || return 0
  echo "packages: ${packages[*]}"
  local run=()
  [ "$(id -u)" = 0 ] || run=(sudo)
  apt() { "${run[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=600 "$@"; }
  install() { apt install -y --no-install-recommends "${packages[@]}" >"$place/packages" 2>&1; }
  install || { apt update && install; } || { cat "$place/packages"; exit 1; }
  packages=()
}

# venv FOLDER REQUIREMENT...: a Python environment with packages.
venv() {
  python3 -m venv "$1"
  "$1/bin/pip" install --quiet --disable-pip-version-check "${@:2}"
}

# The folder that cargo builds in.
target() { cargo metadata --no-deps --format-version 1 | sed 's/.*"target_directory":"\([^"]*\)".*/\1/'; }

# The command line, as the tests build it.
program() {
  cargo build --locked --quiet
  echo "$(target)/debug/tmall-schema"
}

# The C library as users install it, in $place/c, for programs that look for it by pkg-config and when they start.
c_library() {
  bash bindings/c/install.sh "$place/c"
  export PKG_CONFIG_PATH="$place/c/lib/pkgconfig" LD_LIBRARY_PATH="$place/c/lib"
}

# The Python package as it is published: the path of the wheel.
wheel() {
  python3 -m venv "$place/build"
  "$place/build/bin/pip" wheel --quiet --disable-pip-version-check --no-deps --wheel-dir "$place/wheel" ./bindings/python >&2
  echo "$place"/wheel/*.whl
}

# block PAGE LANGUAGE NUMBER: a block of code of a page.
block() { awk -v want="\`\`\`$2" -v number="$3" '$0 == want { found++; inside = found == number; next } /^```/ { inside = 0 } inside' "$1"; }

# expect CODE COMMAND...: the exit code of a command.
expect() {
  local code=0
  "${@:2}" || code=$?
  [ "$code" = "$1" ] || { echo "exit code $code instead of $1: ${*:2}"; exit 1; }
}
