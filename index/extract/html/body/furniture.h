#pragma once
// What stands around and within an article's text and is no part of it. Pure functions.

#include <cstdint>
#include <span>
#include <vector>

#include "index/extract/html/body/hints.h"
#include "index/extract/html/body/text_measure.h"
#include "index/extract/html/dom/tree.h"

namespace quire::extract::html {

// How boldly parts are left out; a reader that finds too little tries again with less.
enum class Strictness : std::uint8_t {
  kBold,      // whatever has a name against it
  kFirm,      // not what has only a doubtful name
  kCautious,  // only what is certain
  kNone
};

// Marks (with 1, in `left_out`, indexed by node) the subtrees below `root` that go.
void leave_out_furniture(const Tree& tree, NodeIndex root, std::span<const Hint> hints,
                         std::span<const TextMeasure> measures, Strictness strictness,
                         std::span<std::uint8_t> left_out);

}  // namespace quire::extract::html
