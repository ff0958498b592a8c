#pragma once
// A query may hold words that begin with '-' (exclusions), which an option parser would take for
// options. So they are taken out before it sees the arguments.

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace quire::cli {

struct SplitArguments {
  std::vector<std::string> options;  // for the option parser, the command's name among them
  std::vector<std::string> words;    // of the query, in their order
};

// Whether the option that is spelt so ("-n", "--limit") takes a value.
using TakesValue = std::function<bool(std::string_view option)>;

// `arguments`, without the program's name, of which the first that is no option is "search",
// "parse" or "pick"; when it is another, all of them are options. After it:
//   --                    all that follows are words
//   --name, --name=value  options, with their value
//   -n, -n20, -h          options: a letter that is one alone or before a number
//   -police, -nato        words, as all others are
[[nodiscard]] SplitArguments split_query_words(const std::vector<std::string>& arguments,
                                               const TakesValue& takes_value);

}  // namespace quire::cli
