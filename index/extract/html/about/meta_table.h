#pragma once
// What a page's `meta` elements say. Pure functions.

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "index/extract/html/dom/tree.h"

namespace quire::extract::html {

class MetaTable {
 public:
  explicit MetaTable(const Tree& tree);

  // The first value that is not empty, by the order of `names` (lower case); empty when there is
  // none. A name is what `name`, `property`, `itemprop` or `http-equiv` says, in any case.
  [[nodiscard]] std::string_view first(std::initializer_list<std::string_view> names) const;
  [[nodiscard]] std::vector<std::string_view> all(std::string_view name) const;

 private:
  struct Entry {
    std::string name;  // lower case
    std::string_view value;
  };

  std::vector<Entry> entries_;  // in the page's order
};

}  // namespace quire::extract::html
