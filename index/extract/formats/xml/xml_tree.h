#pragma once
// XML as a tree, whether it is well-formed or only meant to be. Entities that the document declares
// are not expanded and nothing external is loaded. Not thread-safe; moved, not copied.

#include <cstdint>
#include <memory>
#include <pugixml.hpp>
#include <string>
#include <string_view>

#include "index/base/result.h"
#include "index/extract/formats/line_index.h"

namespace quire::extract::formats {

// Readers walk the tree with recursion; no newswire nests deeper than a few dozen.
inline constexpr std::size_t kDeepestXml = 256;
// A tag costs up to a hundred bytes of tree; the largest archive of a blog has a tenth of that.
inline constexpr std::size_t kMostTags = 2'000'000;

class XmlTree {
 public:
  // `text` is valid UTF-8. What is not well-formed is mended first (well_formed.h). kUnsupported
  // when there is no element, kTooLarge over the limits above.
  [[nodiscard]] static Result<XmlTree> parse(std::string_view text);

  // The document's element.
  [[nodiscard]] pugi::xml_node root() const { return document_->document_element(); }

  // Where a node's name or value begins.
  [[nodiscard]] Place place_of(pugi::xml_node node) const;

 private:
  XmlTree() = default;

  std::unique_ptr<pugi::xml_document> document_;
  std::unique_ptr<const std::string> text_;  // what was parsed; `lines_` looks at it
  std::unique_ptr<const LineIndex> lines_;
};

// A name without its prefix: "encoded" of "content:encoded".
[[nodiscard]] std::string_view local_name(pugi::xml_node node);

// Whether the local name is `lower_name`, in any case.
[[nodiscard]] bool is_named(pugi::xml_node node, std::string_view lower_name);

// The first child whose local name is `lower_name` in any case; an empty node when there is none.
[[nodiscard]] pugi::xml_node child_of(pugi::xml_node node, std::string_view lower_name);

// The child reached by names that '/' parts: "itemmeta/provider/name".
[[nodiscard]] pugi::xml_node descend(pugi::xml_node node, std::string_view lower_path);

// An attribute by its local name in any case; "" without.
[[nodiscard]] std::string_view attribute_of(pugi::xml_node node, std::string_view lower_name);

// The first element below `node`, in the document's order, with that local name in any case.
[[nodiscard]] pugi::xml_node find_below(pugi::xml_node node, std::string_view lower_name);

}  // namespace quire::extract::formats
