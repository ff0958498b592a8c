#pragma once
// Values of fields by their beginning. Internal to the store.

#include <string_view>
#include <vector>

#include "index/store/format/value_field.h"
#include "index/store/view/live_words.h"
#include "index/vocabulary/expansion.h"

namespace quire::store {

// At most `limit` values of the field, in one of which a word begins with `prefix`, which is
// folded; "" for all. As they are written in one of the articles that have them, most frequent
// first. Throws Xapian's exceptions.
[[nodiscard]] std::vector<vocabulary::Word> complete_value(const Snapshot& at, const WordsAt& words,
                                                           ValueField field,
                                                           std::string_view prefix,
                                                           std::size_t limit);

}  // namespace quire::store
