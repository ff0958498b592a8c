#pragma once
// Hand-written pages for the tests of reading HTML.

#include <string>
#include <string_view>
#include <vector>

#include "index/extract/html/page.h"

namespace quire::extract::html {

inline const std::string kFirst =
    "The harbour was closed for the third day in a row, and the ferries, which had sailed on every "
    "day of the war, lay at the quay.";
inline const std::string kSecond =
    "No one could say when it would be open again. \"We wait for the wind,\" the harbour master "
    "said, and went back to his charts.";
inline const std::string kThird =
    "In the town the shops had run out of bread by noon, so the bakers, who had flour enough, went "
    "on through the night.";

inline std::string paragraph(std::string_view text) { return "<p>" + std::string(text) + "</p>\n"; }

inline std::string three_paragraphs() {
  return paragraph(kFirst) + paragraph(kSecond) + paragraph(kThird);
}

// A body with `article` in it, between a menu and a footer.
inline std::string page_around(std::string_view article) {
  return "<html><head><title>Harbour closed</title></head><body><nav><a href='/'>Home</a><a "
         "href='/news'>News</a></nav>\n<div id='wrapper'>" +
         std::string(article) +
         "</div>\n<footer>All rights reserved by the Gazette</footer></body></html>";
}

// The texts of a page's paragraphs; one "ERROR" when it cannot be read.
inline std::vector<std::string> body_of_page(std::string_view html) {
  const auto draft = read_page(html, {});
  if (!draft) return {"ERROR " + draft.error().message};
  std::vector<std::string> texts;
  for (const Paragraph& paragraph : draft->paragraphs) texts.push_back(paragraph.text);
  return texts;
}

// What a page says of itself; nothing when it cannot be read.
inline Draft draft_of(std::string_view html, std::string_view url = {}) {
  auto draft = read_page(html, {url});
  return draft ? *std::move(draft) : Draft{};
}

// A page with that in its head and a little text.
inline std::string page_with_head(std::string_view head, std::string_view body = {}) {
  return "<html><head>" + std::string(head) + "</head><body>" + std::string(body) +
         three_paragraphs() + "</body></html>";
}

}  // namespace quire::extract::html
