#pragma once
// Which of the words that stand side by side in a query say what it is about. Pure. Internal to the
// query folder.

#include <string>
#include <vector>

#include "index/query/syntax/ast.h"

namespace quire::query {

// The children of a kSome without stop words of the language that it seems to be written in, which
// is the first of `languages` unless it has several words of another's list. In a query of a few
// words only function words count as such. All children when no word would be left, so that
// "to be or not to be" is found.
[[nodiscard]] std::vector<Node> telling_children(const Node& some,
                                                 const std::vector<std::string>& languages);

}  // namespace quire::query
