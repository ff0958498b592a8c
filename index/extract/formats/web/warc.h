#pragma once
// Web archives: WARC (ISO 28500) and the older ARC, uncompressed. Pure functions over bytes.

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "index/base/clock.h"
#include "index/base/result.h"

namespace quire::extract::formats {

// What an archive keeps of an address: an answer that was had from it, without what carried it.
struct WebRecord {
  std::string id;  // the record's own name; ARC has none
  std::string url;
  std::optional<UnixSeconds> date;  // when it was had
  std::string content_type;         // lower case, without parameters; "" unknown
  std::string charset;              // as declared
  std::string body;                 // transfer encodings undone; may be compressed still
};

[[nodiscard]] bool is_web_archive(std::string_view bytes);

// Calls `visit` with each answer that holds something (status 200 to 299), in their order. Broken
// records and other answers are noted and passed over; requests, revisits and what archives say of
// themselves are passed over in silence. kUnsupported when no record can be found at all.
[[nodiscard]] Result<void> for_each_web_record(std::string_view bytes,
                                               const std::function<void(WebRecord)>& visit,
                                               std::vector<std::string>& notes);

}  // namespace quire::extract::formats
