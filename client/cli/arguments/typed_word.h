#pragma once
// The last word of a query as it stands on a shell's command line, and what it may become. Pure.

#include <string>
#include <string_view>
#include <vector>

namespace quire::cli {

struct TypedWord {
  std::string before;  // what stays in front: "-", "(", "source:"
  std::string field;   // of the values to ask the daemon for; empty for words
  std::string prefix;  // what they begin with
  bool ask = true;     // whether there is anything to ask the daemon for
  // What needs no daemon, whole: fields ("source:") and dates ("date:today").
  std::vector<std::string> fixed;
};

// quire-query(7) has the fields.
[[nodiscard]] TypedWord typed_word(std::string_view word);

// `value` behind `before`, in quotes where the query language wants them.
[[nodiscard]] std::string completed_word(const TypedWord& word, std::string_view value);

}  // namespace quire::cli
