// A page or a fragment of HTML: it becomes paragraphs of valid UTF-8 that know where in the page
// they stand, or there is a reason why not. The first byte chooses which, and the page's address.

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "index/base/utf8.h"
#include "index/extract/html/page.h"

namespace {

using quire::extract::Draft;
using quire::extract::Origin;
using quire::extract::Paragraph;

void require(bool condition) {
  if (!condition) std::abort();
}

void check_text(const std::string& text) {
  require(!quire::first_invalid_utf8(text));
  require(text.find('\r') == std::string::npos);
}

void check_paragraph(const Paragraph& paragraph, std::uint32_t lines) {
  require(!paragraph.text.empty());
  check_text(paragraph.text);
  if (paragraph.origins.empty()) return;
  require(paragraph.origins.front().offset == 0);
  std::uint32_t least = 0;
  for (const Origin& origin : paragraph.origins) {
    require(origin.offset >= least && origin.offset < paragraph.text.size());
    require(!quire::is_utf8_continuation(paragraph.text[origin.offset]));
    require(origin.line >= 1 && origin.line <= lines && origin.column >= 1);
    least = origin.offset + 1;
  }
}

void check(const Draft& draft, std::uint32_t lines) {
  check_text(draft.title);
  require(draft.title.find('\n') == std::string::npos);
  require(draft.title_line >= 1 && draft.title_line <= lines);
  for (const std::string& author : draft.authors) require(!author.empty());
  for (const Paragraph& paragraph : draft.paragraphs) check_paragraph(paragraph, lines);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string html =
      quire::to_valid_utf8({reinterpret_cast<const char*>(data) + 1, size - 1});
  // A carriage return alone is a line end to a parser.
  const auto ends =
      std::count_if(html.begin(), html.end(), [](char c) { return c == '\n' || c == '\r'; });
  const auto lines = static_cast<std::uint32_t>(ends) + 1;
  (void)quire::extract::html::declared_charset(html);
  check(quire::extract::html::read_fragment(html), lines);
  const auto draft = quire::extract::html::read_page(
      html, {data[0] % 2 == 0 ? "" : "https://example.org/2020/03/17/harbour"});
  if (!draft) {
    require(!draft.error().message.empty());
    return 0;
  }
  require(!draft->paragraphs.empty());
  check(*draft, lines);
  return 0;
}
