#pragma once
// The text of XML elements: in one line, as paragraphs, or as markup for the reader of HTML. Pure
// functions over a tree.

#include <string>
#include <string_view>
#include <vector>

#include "index/extract/draft/draft.h"
#include "index/extract/formats/xml/xml_tree.h"

namespace quire::extract::formats {

// All text below `node`, white space collapsed, without elements that hold no prose (media,
// styles). HTML's named characters are known though XML does not know them.
[[nodiscard]] std::string text_of(pugi::xml_node node);

// What stands below `node` in elements that NITF and XHTML have for blocks, one paragraph each;
// text outside of them is a paragraph too. With the places that it came from.
[[nodiscard]] std::vector<Paragraph> paragraphs_below(const XmlTree& tree, pugi::xml_node node);

// What stands in `node` as HTML: its text, which may be escaped HTML, or its children as markup.
[[nodiscard]] std::string html_in(pugi::xml_node node);

// HTML or plain text with HTML's named characters, in one line.
[[nodiscard]] std::string line_of_html(std::string_view html);

}  // namespace quire::extract::formats
