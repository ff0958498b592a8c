// A mail, a mailbox or a web archive, by the first byte: it is read into valid UTF-8, or there is a
// reason why not.

#include <cstdint>
#include <cstdlib>
#include <string>

#include "index/base/utf8.h"
#include "index/extract/formats/mail/read_mail.h"
#include "index/extract/formats/web/warc.h"

namespace {

void require(bool condition) {
  if (!condition) std::abort();
}

void check(const quire::Result<quire::extract::Reading>& reading) {
  if (!reading) return require(!reading.error().message.empty());
  require(!reading->drafts.empty());
  for (const auto& draft : reading->drafts) {
    require(!quire::first_invalid_utf8(draft.title));
    for (const auto& paragraph : draft.paragraphs) {
      require(!quire::first_invalid_utf8(paragraph.text));
      for (const auto& origin : paragraph.origins) require(origin.offset < paragraph.text.size());
    }
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  switch (data[0] % 3) {
    case 0:
      check(quire::extract::formats::read_mail(bytes));
      break;
    case 1:
      check(quire::extract::formats::read_mailbox(bytes));
      break;
    default: {
      std::vector<std::string> notes;
      const auto read = quire::extract::formats::for_each_web_record(
          bytes, [&bytes](const auto& r) { require(r.body.size() <= bytes.size()); }, notes);
      require(read.ok() || !read.error().message.empty());
    }
  }
  return 0;
}
