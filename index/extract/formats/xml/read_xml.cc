#include "index/extract/formats/xml/read_xml.h"

#include <algorithm>
#include <array>

#include "index/article/article.h"
#include "index/base/format.h"
#include "index/extract/formats/fields.h"
#include "index/extract/formats/xml/feed.h"
#include "index/extract/formats/xml/newsml.h"
#include "index/extract/formats/xml/nitf.h"
#include "index/extract/formats/xml/xml_text.h"

namespace quire::extract::formats {
namespace {

// Elements of NewsML-G2 that hold everything but articles.
std::string_view what_is_no_article(pugi::xml_node node) {
  struct Other {
    std::string_view name;
    std::string_view what;
  };
  constexpr std::array kOthers = {
      Other{"packageitem", "a NewsML-G2 package of other items"},
      Other{"conceptitem", "a NewsML-G2 concept"},
      Other{"knowledgeitem", "NewsML-G2 knowledge"},
      Other{"planningitem", "a NewsML-G2 plan of coverage"},
      Other{"catalogitem", "a NewsML-G2 catalogue"},
      Other{"groupset", "a part of a NewsML-G2 package"},
      Other{"schema", "an XML schema"},
  };
  for (const Other& other : kOthers) {
    if (is_named(node, other.name)) return other.what;
  }
  return {};
}

bool is_newsml_1(pugi::xml_node item) {
  return static_cast<bool>(child_of(item, "identification"));
}

// Looks for the items that stand below `node`; what is in an item belongs to it.
void read_items(const XmlTree& tree, pugi::xml_node node, Reading& reading) {
  if (node.type() != pugi::node_element) return;
  if (const auto what = what_is_no_article(node); !what.empty()) {
    return add_note(reading.notes, std::string(what));
  }
  if (is_named(node, "nitf")) {
    Draft draft = read_nitf(tree, node);
    const bool has_text = !draft.title.empty() || !draft.paragraphs.empty();
    if (!has_text && !article::is_withdrawal(draft.status)) {
      return add_note(reading.notes, "NITF without text");
    }
    draft.key = draft.guid;
    reading.drafts.push_back(std::move(draft));
  } else if (is_named(node, "newsitem")) {
    is_newsml_1(node) ? read_newsml_item(tree, node, reading) : read_g2_item(tree, node, reading);
  } else {
    for (const pugi::xml_node child : node.children()) read_items(tree, child, reading);
  }
}

bool holds_elements(pugi::xml_node node) {
  return std::any_of(node.begin(), node.end(), [](const pugi::xml_node& child) {
    return child.type() == pugi::node_element;
  });
}

// An element and its children as an object and its fields.
Value value_of(const XmlTree& tree, pugi::xml_node node) {
  Value value;
  value.line = tree.place_of(node).line;
  // Markup within a field is its text.
  const bool markup = child_of(node, "p") || child_of(node, "div") || child_of(node, "br");
  if (!holds_elements(node) || markup) {
    value.kind = Value::Kind::kString;
    value.text = html_in(node);
    return value;
  }
  value.kind = Value::Kind::kObject;
  for (const pugi::xml_node child : node.children()) {
    if (child.type() != pugi::node_element) continue;
    value.members.push_back(value_of(tree, child));
    value.members.back().name = local_name(child);
  }
  return value;
}

void read_named_values(const Value& value, Reading& reading) {
  if (is_article(value)) {
    reading.drafts.push_back(draft_of(value));
    return;
  }
  for (const Value& member : value.members) read_named_values(member, reading);
}

}  // namespace

Result<Reading> read_xml(std::string_view text) {
  const auto tree = XmlTree::parse(text);
  if (!tree) return tree.error();
  if (is_feed(tree->root())) return read_feed(*tree);
  Reading reading;
  read_items(*tree, tree->root(), reading);
  if (reading.drafts.empty() && reading.notes.empty()) {
    read_named_values(value_of(*tree, tree->root()), reading);
  }
  if (!reading.drafts.empty()) {
    // The one item that is the whole file needs no name in it.
    const bool whole = is_named(tree->root(), "nitf") || is_named(tree->root(), "newsitem");
    if (whole && reading.drafts.size() == 1) reading.drafts.front().key.clear();
    return reading;
  }
  const std::string what =
      !reading.notes.empty()
          ? reading.notes.front()
          : format("XML that holds no article (its element is <{}>)", tree->root().name());
  return Error{ErrorCode::kUnsupported, what, "it is read again when it changes"};
}

}  // namespace quire::extract::formats
