# Fish completion for quire(1).

set -l commands search pick complete similar story diff explain parse show extract watch alerts sync audit reindex status stop connect
set -l formats text json jsonl vimgrep paths
set -l colours auto always never

# The words and fields that the one under the cursor may become, from the daemon.
function __quire_query_words
    quire complete --typing -- (commandline -ct) 2>/dev/null
end

complete -c quire -f
complete -c quire -l socket -rF -d "The daemon's socket"
complete -c quire -l json -d "Print the daemon's answer as it is"
complete -c quire -l no-pager -d "Show all of it at once"
complete -c quire -l color -x -a "$colours" -d "When to use colours"
complete -c quire -l links -x -a "$colours" -d "When to link files"
complete -c quire -l help -s h -d "Print help"
complete -c quire -n "not __fish_seen_subcommand_from $commands" -l version -d "Print the version"

complete -c quire -n "not __fish_seen_subcommand_from $commands" -a search -d "Find articles"
complete -c quire -n "not __fish_seen_subcommand_from $commands" -a pick -d "Search as you type"
complete -c quire -n "not __fish_seen_subcommand_from $commands" -a complete -d "What begins so"
complete -c quire -n "not __fish_seen_subcommand_from $commands" -a similar -d "Articles about the same subject"
complete -c quire -n "not __fish_seen_subcommand_from $commands" -a story -d "All versions of an article"
complete -c quire -n "not __fish_seen_subcommand_from $commands" -a diff -d "What changed from one version to another"
complete -c quire -n "not __fish_seen_subcommand_from $commands" -a explain -d "Why an article matches"
complete -c quire -n "not __fish_seen_subcommand_from $commands" -a parse -d "How a query is read"
complete -c quire -n "not __fish_seen_subcommand_from $commands" -a show -d "Print an article"
complete -c quire -n "not __fish_seen_subcommand_from $commands" -a extract -d "What is made of a file"
complete -c quire -n "not __fish_seen_subcommand_from $commands" -a watch -d "Print what is published"
complete -c quire -n "not __fish_seen_subcommand_from $commands" -a alerts -d "Standing queries that are kept"
complete -c quire -n "not __fish_seen_subcommand_from $commands" -a sync -d "Wait for what was dropped"
complete -c quire -n "not __fish_seen_subcommand_from $commands" -a audit -d "Compare folders and index"
complete -c quire -n "not __fish_seen_subcommand_from $commands" -a reindex -d "Make the index equal to the folders"
complete -c quire -n "not __fish_seen_subcommand_from $commands" -a status -d "How the daemon is doing"
complete -c quire -n "not __fish_seen_subcommand_from $commands" -a stop -d "End the daemon"
complete -c quire -n "not __fish_seen_subcommand_from $commands" -a connect -d "Join input and output with the socket"

complete -c quire -n "__fish_seen_subcommand_from search pick watch parse" -a "(__quire_query_words)"
complete -c quire -n "__fish_seen_subcommand_from similar story diff show extract audit reindex explain" -F
complete -c quire -n "__fish_seen_subcommand_from search similar complete watch" -s n -l limit -x -d "At most N"
complete -c quire -n "__fish_seen_subcommand_from search similar" -l format -x -a "$formats" -d "How to print"
complete -c quire -n "__fish_seen_subcommand_from search" -l offset -x -d "Leave out the first N"
complete -c quire -n "__fish_seen_subcommand_from search" -l cursor -x -d "Go on behind a page"
complete -c quire -n "__fish_seen_subcommand_from search" -l sort -x -a "relevance newest oldest" -d "Order"
complete -c quire -n "__fish_seen_subcommand_from search explain" -l recency -x -d "Favour newer, half-life"
complete -c quire -n "__fish_seen_subcommand_from search" -l facets -x -a "source section author place language tag year month day" -d "Count by field"
complete -c quire -n "__fish_seen_subcommand_from search" -l snippet -x -d "Length of the snippets"
complete -c quire -n "__fish_seen_subcommand_from search" -l fragments -x -d "Passages a snippet"
complete -c quire -n "__fish_seen_subcommand_from search" -l all-versions -d "Each version of a story"
complete -c quire -n "__fish_seen_subcommand_from search" -l no-remotes -d "This daemon alone"
complete -c quire -n "__fish_seen_subcommand_from search" -l sync -d "Wait for what was dropped"
complete -c quire -n "__fish_seen_subcommand_from search parse complete" -l typing -d "Half-typed"
complete -c quire -n "__fish_seen_subcommand_from watch" -l since -x -d "Begin there"
complete -c quire -n "__fish_seen_subcommand_from watch" -l jsonl -d "JSON lines"
complete -c quire -n "__fish_seen_subcommand_from watch" -l exec -x -d "Run for each"
complete -c quire -n "__fish_seen_subcommand_from watch" -l name -x -d "Have it kept"
complete -c quire -n "__fish_seen_subcommand_from watch" -l feed -d "And a feed of it"
complete -c quire -n "__fish_seen_subcommand_from alerts" -l end -x -d "End this one"
complete -c quire -n "__fish_seen_subcommand_from pick" -l print -d "Print the path"
complete -c quire -n "__fish_seen_subcommand_from complete" -l field -x -a "source section author place language tag" -d "Values of a field"
complete -c quire -n "__fish_seen_subcommand_from show" -l query -x -d "Highlight matches"
complete -c quire -n "__fish_seen_subcommand_from extract" -l config -rF -d "Settings"
complete -c quire -n "__fish_seen_subcommand_from sync audit reindex" -l timeout -x -d "Seconds"
complete -c quire -n "__fish_seen_subcommand_from audit" -l no-sync -d "Do not wait first"
complete -c quire -n "__fish_seen_subcommand_from audit reindex" -l quiet -d "Say little, for cron"
complete -c quire -n "__fish_seen_subcommand_from reindex" -l full -d "Build a new index"
complete -c quire -n "__fish_seen_subcommand_from reindex" -l no-wait -d "Only start it"
complete -c quire -n "__fish_seen_subcommand_from status" -l failures -d "List unreadable files"
complete -c quire -n "__fish_seen_subcommand_from status" -l follow -d "Until nothing is to be done"
