#include "index/extract/html/about/meta_table.h"

#include "index/extract/html/dom/ascii.h"

namespace quire::extract::html {

MetaTable::MetaTable(const Tree& tree) {
  for (NodeIndex node = 0; node < tree.size(); ++node) {
    if (tree[node].tag != GUMBO_TAG_META) continue;
    const std::string_view value = trim_ascii(tree.attribute(node, "content"));
    if (value.empty()) continue;
    for (const char* attribute : {"name", "property", "itemprop", "http-equiv"}) {
      // One element may give several properties their value.
      for_ascii_words(tree.attribute(node, attribute), [&](std::string_view name) {
        entries_.push_back({lower_ascii(name), value});
      });
    }
  }
}

std::string_view MetaTable::first(std::initializer_list<std::string_view> names) const {
  for (const std::string_view name : names) {
    for (const Entry& entry : entries_) {
      if (entry.name == name) return entry.value;
    }
  }
  return {};
}

std::vector<std::string_view> MetaTable::all(std::string_view name) const {
  std::vector<std::string_view> values;
  for (const Entry& entry : entries_) {
    if (entry.name == name) values.push_back(entry.value);
  }
  return values;
}

}  // namespace quire::extract::html
