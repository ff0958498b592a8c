#include "config/accounts.h"

#include <grp.h>
#include <pwd.h>

#include <cerrno>
#include <charconv>
#include <string_view>
#include <vector>

namespace quire::config {
namespace {

constexpr std::size_t kMaxRecord = 1U << 20;  // bytes; large groups have long records

std::optional<std::uint32_t> as_number(std::string_view text) {
  std::uint32_t number = 0;
  const char* const end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, number);
  if (error != std::errc{} || stop != end) return std::nullopt;
  return number;
}

// Runs one of the get...nam_r family with a buffer that grows until the record fits.
template <class Record, class LookUp>
std::optional<Record> look_up(const std::string& name, LookUp call) {
  for (std::size_t size = 1024; size <= kMaxRecord; size *= 2) {
    std::vector<char> buffer(size);
    Record record{};
    Record* found = nullptr;
    const int status = call(name.c_str(), &record, buffer.data(), buffer.size(), &found);
    if (status == ERANGE) continue;
    if (status != 0 || found == nullptr) return std::nullopt;
    return record;
  }
  return std::nullopt;
}

}  // namespace

std::optional<std::uint32_t> user_id_of(const std::string& written) {
  if (const auto number = as_number(written)) return number;
  const auto record = look_up<passwd>(written, ::getpwnam_r);
  if (!record) return std::nullopt;
  return record->pw_uid;
}

std::optional<std::uint32_t> group_id_of(const std::string& written) {
  if (const auto number = as_number(written)) return number;
  const auto record = look_up<group>(written, ::getgrnam_r);
  if (!record) return std::nullopt;
  return record->gr_gid;
}

}  // namespace quire::config
