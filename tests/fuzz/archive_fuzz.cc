// A compressed file or an archive: it unpacks within its bounds, or there is a reason why not.

#include <cstdint>
#include <cstdlib>
#include <string>

#include "index/base/utf8.h"
#include "index/extract/archive/members.h"

namespace {

void require(bool condition) {
  if (!condition) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  if (!quire::extract::archive::is_packed(bytes)) return 0;
  constexpr std::size_t kBytes = std::size_t{4} << 20U;
  quire::extract::archive::Budget budget{kBytes, 100};
  std::size_t unpacked = 0;
  std::vector<std::string> notes;
  const auto result = quire::extract::archive::for_each_member(
      bytes, budget,
      [&unpacked](const auto& member) {
        require(!quire::first_invalid_utf8(member.path));
        unpacked += member.bytes.size();
      },
      notes);
  require(unpacked <= kBytes);
  require(result.ok() || !result.error().message.empty());
  return 0;
}
