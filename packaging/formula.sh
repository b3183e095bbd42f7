#!/usr/bin/env bash
# Writes the Homebrew formula of a release: its version, and the file with the checksums of its archives.
set -euo pipefail

version="$1" sums="$2"
template="$(dirname "${BASH_SOURCE[0]}")/prefect-lint.rb.in"

formula="$(sed "s/@VERSION@/$version/g" "$template")"
while read -r sum file; do
  case "$file" in
    prefect-lint-*.tar.gz)
      target="${file#prefect-lint-}"
      target="${target%.tar.gz}"
      word="@SHA256_$(tr 'a-z-' 'A-Z_' <<< "$target")@"
      formula="${formula//$word/$sum}"
      ;;
  esac
done < "$sums"

if grep -q '@[A-Z0-9_]*@' <<< "$formula"; then
  echo "no checksum for: $(grep -o '@[A-Z0-9_]*@' <<< "$formula" | tr '\n' ' ')" >&2
  exit 1
fi
printf '%s\n' "$formula"
