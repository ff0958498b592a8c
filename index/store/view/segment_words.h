#pragma once
// The words of a segment, and the values of its articles' fields, each with the number of its
// articles. Immutable; any number of threads may read it. Internal to the store.

#include <xapian.h>

#include <array>
#include <memory>

#include "index/store/format/value_field.h"
#include "index/vocabulary/word_set.h"

namespace quire::store {

struct SegmentWords {
  std::shared_ptr<const vocabulary::WordSet> words;
  // By ValueField; folded, as the terms have them.
  std::array<vocabulary::WordTable, kValueFields> values;
};

// Goes through all terms. Throws Xapian's exceptions.
[[nodiscard]] SegmentWords words_of(const Xapian::Database& database);

[[nodiscard]] SegmentWords words_of(const Xapian::Document& document);

[[nodiscard]] SegmentWords merged(const SegmentWords& a, const SegmentWords& b);

}  // namespace quire::store
