# completion_test.sh FILE: what FILE, the completion of quire, offers for a few command lines.
set -u
source "$1"
failed=0

# expect WANTED WORD...: completing the last WORD offers the words of WANTED.
expect() {
  local wanted=$1
  shift
  COMP_WORDS=("$@")
  COMP_CWORD=$(($# - 1))
  _quire
  if [[ "${COMPREPLY[*]}" != "$wanted" ]]; then
    echo "after '${*}': '${COMPREPLY[*]}', expected '$wanted'"
    failed=1
  fi
}

expect "search similar story show sync status stop" quire s
expect "alerts audit" quire a
expect "--end" quire alerts --e
expect "--no-sync" quire audit --no-s
expect "reindex" quire r
expect "--full" quire reindex --fu
expect "story status stop" quire st
expect "status" quire --socket /s sta
expect "--sort --snippet --sync --socket" quire search --s
expect "newest" quire search --sort n
expect "vimgrep" quire search border --format v
expect "" quire search bor
expect "--failures --follow" quire status --f
expect "pick parse" quire p
expect "--print" quire pick --p
exit $failed
