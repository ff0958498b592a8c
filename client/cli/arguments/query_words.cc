#include "client/cli/arguments/query_words.h"

#include <algorithm>

namespace quire::cli {
namespace {

bool all_digits(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// Only -n takes a number that is written right behind it.
bool is_short_option(std::string_view argument) {
  return argument == "-h" || (argument.starts_with("-n") && all_digits(argument.substr(2)));
}

bool is_option(std::string_view argument) {
  return argument.starts_with("--") || is_short_option(argument);
}

// Whether the value of the option `argument` is the next argument.
bool value_follows(std::string_view argument, const TakesValue& takes_value) {
  if (argument.find('=') != std::string_view::npos) return false;
  if (!argument.starts_with("--") && argument.size() > 2) return false;
  return takes_value(argument);
}

}  // namespace

SplitArguments split_query_words(const std::vector<std::string>& arguments,
                                 const TakesValue& takes_value) {
  SplitArguments split;
  bool searching = false;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const std::string& argument = arguments[i];
    if (searching && argument == "--") {
      const auto rest = arguments.begin() + static_cast<std::ptrdiff_t>(i) + 1;
      split.words.insert(split.words.end(), rest, arguments.end());
      return split;
    }
    const bool option = searching ? is_option(argument) : argument.starts_with('-');
    if (searching && !option) {
      split.words.push_back(argument);
      continue;
    }
    split.options.push_back(argument);
    if (option) {
      if (value_follows(argument, takes_value) && i + 1 < arguments.size()) {
        split.options.push_back(arguments[++i]);
      }
    } else if (argument == "search" || argument == "parse" || argument == "pick" ||
               argument == "watch") {
      searching = true;
    } else {
      split.options.assign(arguments.begin(), arguments.end());
      return split;
    }
  }
  return split;
}

}  // namespace quire::cli
