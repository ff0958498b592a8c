// Text of the formats that articles come in: XML, JSON, or wire copy, by the first byte. It becomes
// drafts of valid UTF-8 whose places are in order, or there is a reason why not.

#include <cstdint>
#include <cstdlib>
#include <string>

#include "index/base/utf8.h"
#include "index/extract/formats/json/read_json.h"
#include "index/extract/formats/wire_text.h"
#include "index/extract/formats/xml/read_xml.h"

namespace {

using quire::extract::Draft;
using quire::extract::Reading;

void require(bool condition) {
  if (!condition) std::abort();
}

void check(const Draft& draft) {
  require(!quire::first_invalid_utf8(draft.title));
  require(draft.title_line >= 1);
  for (const auto& paragraph : draft.paragraphs) {
    require(!quire::first_invalid_utf8(paragraph.text));
    std::uint32_t next = 0;
    for (const auto& origin : paragraph.origins) {
      require(origin.offset >= next && origin.offset < paragraph.text.size());
      require(origin.line >= 1 && origin.column >= 1);
      next = origin.offset + 1;
    }
  }
}

void check(const quire::Result<Reading>& reading) {
  if (!reading) return require(!reading.error().message.empty());
  require(!reading->drafts.empty());
  for (const Draft& draft : reading->drafts) check(draft);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  const std::string text = quire::to_valid_utf8(bytes);
  switch (data[0] % 4) {
    case 0:
      check(quire::extract::formats::read_xml(text));
      break;
    case 1:
      check(quire::extract::formats::read_json(text, {"a.json", {}}));
      break;
    case 2:
      check(quire::extract::formats::read_json(text, {"a.jsonl", {}}));
      break;
    default:
      if (!quire::extract::formats::is_wire_text(bytes)) break;
      if (const auto draft = quire::extract::formats::read_wire_text(bytes)) check(*draft);
  }
  return 0;
}
