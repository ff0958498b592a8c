# Bash completion for quire(1).

# The words and fields that the word under the cursor may become, from the daemon. A field's colon, and quotes, split
# bash's own words, so the line is looked at instead; what bash takes for an earlier word is left out of the answer.
_quire_query_words() {
  local line=${COMP_LINE-} text
  local word=${line:0:${COMP_POINT-0}}
  word=${word##*[[:space:]]}
  word=${word#[\'\"]}
  COMPREPLY=()
  while IFS=$'\t' read -r text _; do
    printf -v text %q "$text"
    [[ $word == *:* && $COMP_WORDBREAKS == *:* ]] && text=${text#"${word%"${word##*:}"}"}
    COMPREPLY+=("$text")
  done < <(quire complete --typing -- "$word" 2> /dev/null)
  compopt -o nosort -o nospace 2> /dev/null
}

_quire() {
  local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]}
  local commands="search pick complete similar story diff explain parse show extract watch alerts sync audit reindex status stop connect"
  local global="--socket --json --no-pager --color --links --version --help"
  local command="" i word
  COMPREPLY=()

  case $previous in
    --socket) mapfile -t COMPREPLY < <(compgen -f -- "$current"); return ;;
    --color | --links) mapfile -t COMPREPLY < <(compgen -W "auto always never" -- "$current"); return ;;
    --sort) mapfile -t COMPREPLY < <(compgen -W "relevance newest oldest" -- "$current"); return ;;
    --format)
      mapfile -t COMPREPLY < <(compgen -W "text json jsonl vimgrep paths" -- "$current")
      return ;;
    --facets)
      mapfile -t COMPREPLY < <(compgen -W "source section author place language tag year month day" -- "$current")
      return ;;
    -n | --limit | --offset | --cursor | --recency | --snippet | --fragments | --timeout | --query | --since | --exec | --name | --end) return ;;
  esac

  for ((i = 1; i < COMP_CWORD; ++i)); do
    word=${COMP_WORDS[i]}
    case $word in
      --socket | --color | --links) ((++i)) ;;
      -*) ;;
      *) command=$word; break ;;
    esac
  done

  case $command in
    "") mapfile -t COMPREPLY < <(compgen -W "$commands $global" -- "$current") ;;
    search)
      if [[ $current == -* ]]; then
        mapfile -t COMPREPLY < <(compgen -W \
          "-n --limit --offset --cursor --sort --recency --facets --snippet --fragments --format --all-versions --no-remotes --typing --sync $global" -- "$current")
      else
        _quire_query_words
      fi ;;
    pick)
      if [[ $current == -* ]]; then
        mapfile -t COMPREPLY < <(compgen -W "--print $global" -- "$current")
      else
        _quire_query_words
      fi ;;
    complete)
      if [[ $previous == "--field" ]]; then
        mapfile -t COMPREPLY < <(compgen -W "source section author place language tag" -- "$current")
      elif [[ $current == -* ]]; then
        mapfile -t COMPREPLY < <(compgen -W "--field --typing -n --limit $global" -- "$current")
      fi ;;
    show)
      if [[ $current == -* ]]; then
        mapfile -t COMPREPLY < <(compgen -W "--query $global" -- "$current")
      else
        compopt -o filenames 2> /dev/null
        mapfile -t COMPREPLY < <(compgen -f -- "$current")
      fi ;;
    similar | story | diff | explain)
      if [[ $current == -* ]]; then
        local own=""
        [[ $command == similar ]] && own="-n --limit --format"
        [[ $command == explain ]] && own="--recency"
        mapfile -t COMPREPLY < <(compgen -W "$own $global" -- "$current")
      else
        compopt -o filenames 2> /dev/null
        mapfile -t COMPREPLY < <(compgen -f -- "$current")
      fi ;;
    parse)
      if [[ $current == -* ]]; then
        mapfile -t COMPREPLY < <(compgen -W "--typing $global" -- "$current")
      else
        _quire_query_words
      fi ;;
    extract)
      if [[ $current == -* ]]; then
        mapfile -t COMPREPLY < <(compgen -W "--config $global" -- "$current")
      else
        compopt -o filenames 2> /dev/null
        mapfile -t COMPREPLY < <(compgen -f -- "$current")
      fi ;;
    watch)
      if [[ $current == -* ]]; then
        mapfile -t COMPREPLY < <(compgen -W "--since --jsonl --exec --name --feed -n --limit $global" -- "$current")
      else
        _quire_query_words
      fi ;;
    alerts) mapfile -t COMPREPLY < <(compgen -W "--end $global" -- "$current") ;;
    sync) mapfile -t COMPREPLY < <(compgen -W "--timeout $global" -- "$current") ;;
    audit)
      if [[ $current == -* ]]; then
        mapfile -t COMPREPLY < <(compgen -W "--no-sync --quiet --timeout $global" -- "$current")
      else
        compopt -o filenames 2> /dev/null
        mapfile -t COMPREPLY < <(compgen -f -- "$current")
      fi ;;
    reindex)
      if [[ $current == -* ]]; then
        mapfile -t COMPREPLY < <(compgen -W "--full --no-wait --quiet --timeout $global" -- "$current")
      else
        compopt -o filenames 2> /dev/null
        mapfile -t COMPREPLY < <(compgen -f -- "$current")
      fi ;;
    status) mapfile -t COMPREPLY < <(compgen -W "--failures --follow $global" -- "$current") ;;
    stop | connect) mapfile -t COMPREPLY < <(compgen -W "$global" -- "$current") ;;
  esac
}

complete -F _quire quire
