#pragma once
// HTML to drafts. Pure functions; any thread.

#include <string_view>

#include "index/base/result.h"
#include "index/extract/draft/draft.h"

namespace quire::extract::html {

// A page longer than this is read as far as it goes: no article stands behind 16 MiB of markup.
inline constexpr std::size_t kLongestPage = std::size_t{16} << 20;  // bytes

struct PageOptions {
  std::string_view url;  // where the page was had from; empty when unknown
};

// A whole page, valid UTF-8: finds the article in it and what the page says about it.
// kUnsupported when it holds no text at all, kTooLarge when its tree would not fit into memory.
[[nodiscard]] Result<Draft> read_page(std::string_view html, const PageOptions& options);

// HTML that is the article itself (an entry of a feed, a part of a mail), valid UTF-8. Fills the
// paragraphs and nothing else: block elements, list items and rows of tables are one each, `br` is
// a '\n' and two of them end the paragraph, white space is collapsed outside `pre`, links keep
// their text; scripts, styles, forms and pictures are left out. Empty when there is no text or the
// fragment is not to be parsed within bounds.
[[nodiscard]] Draft read_fragment(std::string_view html);

// The charset that a page's first bytes declare in a `meta` element or an XML declaration, as it is
// written there; empty when they declare none.
[[nodiscard]] std::string_view declared_charset(std::string_view bytes);

}  // namespace quire::extract::html
