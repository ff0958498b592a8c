// A settings file, as somebody might have edited it: it is read, or each error says where and why,
// and what is read without an error is read again as the same.

#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "config/environment.h"
#include "config/settings_reader.h"
#include "config/validation.h"

namespace {

void require(bool condition) {
  if (!condition) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const quire::config::Environment environment;
  const auto read = quire::config::read_settings(text, "quired.toml", environment);
  for (const quire::Error& error : read.errors) {
    require(error.message.starts_with("quired.toml"));
  }
  if (!read.errors.empty()) return 0;
  require(quire::config::read_settings(text, "quired.toml", environment).settings == read.settings);
  require(quire::config::settings_that_need_restart(read.settings, read.settings).empty());
  (void)quire::config::validate(read.settings, read.origins);
  return 0;
}
