#pragma once
// What of a query its matches are ranked by beside the weights of its terms. Pure. Internal to the
// query folder.

#include <string>
#include <vector>

#include "index/query/syntax/ast.h"
#include "index/store/rank/ranking.h"

namespace quire::query {

// Words that stand next to each other, or with nothing but stop words between, are neighbours; of a
// query that is no more than so many words or values side by side feedback is of use when it has
// several telling words. `languages` as in telling_children().
[[nodiscard]] store::Ranking ranking_of(const Node& node,
                                        const std::vector<std::string>& languages);

}  // namespace quire::query
