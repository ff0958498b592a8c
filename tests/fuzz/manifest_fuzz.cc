// Bytes where the index keeps its own: they are refused, or read as something that is written and
// read again as the same.

#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "index/article/line_map.h"
#include "index/store/format/file_state.h"
#include "index/store/format/manifest.h"
#include "index/store/format/record.h"

namespace {

using namespace quire::store;

void require(bool condition) {
  if (!condition) std::abort();
}

void check_manifest(std::string_view bytes) {
  const auto manifest = parse_manifest(bytes);
  if (manifest) require(*parse_manifest(serialise(*manifest)) == *manifest);
}

void check_file_slot(std::string_view bytes) {
  const auto slot = decode_file_slot(bytes);
  if (slot) require(*decode_file_slot(encode_file_slot(*slot)) == *slot);
}

void check_line_map(std::string_view bytes) {
  const auto map = quire::article::LineMap::parse(bytes);
  if (!map) return;
  require(*quire::article::LineMap::parse(map->serialise()) == *map);
  (void)map->original_of(0);
  (void)map->original_of(0xFFFFFFFF);
}

void check_record(std::string_view bytes) {
  const auto read = decode_record(bytes);
  if (!read) return;
  const auto again = decode_record(encode_record(*read));
  require(again.ok() && again->file.relative == read->file.relative);
  require(!read->failure.empty() || again->article.body == read->article.body);
  require(!read->failure.empty() || again->article.lines == read->article.lines);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  check_manifest(bytes);
  check_file_slot(bytes);
  check_line_map(bytes);
  check_record(bytes);
  return 0;
}
