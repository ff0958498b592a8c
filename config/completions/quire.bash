# Bash completion for quire(1).

_quire() {
  local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]}
  local commands="search complete similar explain parse show extract sync audit reindex status stop"
  local global="--socket --json --color --version --help"
  local command="" i word
  COMPREPLY=()

  case $previous in
    --socket) mapfile -t COMPREPLY < <(compgen -f -- "$current"); return ;;
    --color) mapfile -t COMPREPLY < <(compgen -W "auto always never" -- "$current"); return ;;
    --sort) mapfile -t COMPREPLY < <(compgen -W "relevance newest oldest" -- "$current"); return ;;
    --format)
      mapfile -t COMPREPLY < <(compgen -W "text json jsonl vimgrep paths" -- "$current")
      return ;;
    --facets)
      mapfile -t COMPREPLY < <(compgen -W "source section author place language tag year month day" -- "$current")
      return ;;
    -n | --limit | --offset | --cursor | --snippet | --fragments | --timeout | --query) return ;;
  esac

  for ((i = 1; i < COMP_CWORD; ++i)); do
    word=${COMP_WORDS[i]}
    case $word in
      --socket | --color) ((++i)) ;;
      -*) ;;
      *) command=$word; break ;;
    esac
  done

  case $command in
    "") mapfile -t COMPREPLY < <(compgen -W "$commands $global" -- "$current") ;;
    search)
      [[ $current == -* ]] && mapfile -t COMPREPLY < <(compgen -W \
        "-n --limit --offset --cursor --sort --facets --snippet --fragments --format --sync $global" -- "$current") ;;
    complete)
      if [[ $previous == "--field" ]]; then
        mapfile -t COMPREPLY < <(compgen -W "source section author place language tag" -- "$current")
      elif [[ $current == -* ]]; then
        mapfile -t COMPREPLY < <(compgen -W "--field -n --limit $global" -- "$current")
      fi ;;
    show)
      if [[ $current == -* ]]; then
        mapfile -t COMPREPLY < <(compgen -W "--query $global" -- "$current")
      else
        compopt -o filenames 2> /dev/null
        mapfile -t COMPREPLY < <(compgen -f -- "$current")
      fi ;;
    similar | explain)
      if [[ $current == -* ]]; then
        mapfile -t COMPREPLY < <(compgen -W "-n --limit --format $global" -- "$current")
      else
        compopt -o filenames 2> /dev/null
        mapfile -t COMPREPLY < <(compgen -f -- "$current")
      fi ;;
    parse) mapfile -t COMPREPLY < <(compgen -W "--typing $global" -- "$current") ;;
    extract)
      if [[ $current == -* ]]; then
        mapfile -t COMPREPLY < <(compgen -W "--config $global" -- "$current")
      else
        compopt -o filenames 2> /dev/null
        mapfile -t COMPREPLY < <(compgen -f -- "$current")
      fi ;;
    sync) mapfile -t COMPREPLY < <(compgen -W "--timeout $global" -- "$current") ;;
    audit)
      if [[ $current == -* ]]; then
        mapfile -t COMPREPLY < <(compgen -W "--no-sync --timeout $global" -- "$current")
      else
        compopt -o filenames 2> /dev/null
        mapfile -t COMPREPLY < <(compgen -f -- "$current")
      fi ;;
    reindex)
      if [[ $current == -* ]]; then
        mapfile -t COMPREPLY < <(compgen -W "--full --no-wait --timeout $global" -- "$current")
      else
        compopt -o filenames 2> /dev/null
        mapfile -t COMPREPLY < <(compgen -f -- "$current")
      fi ;;
    status) mapfile -t COMPREPLY < <(compgen -W "--failures $global" -- "$current") ;;
    stop) mapfile -t COMPREPLY < <(compgen -W "$global" -- "$current") ;;
  esac
}

complete -F _quire quire
