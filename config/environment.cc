#include "config/environment.h"

#include <unistd.h>

#include <filesystem>
#include <system_error>

namespace quire::config {

std::string Environment::get(std::string_view name) const {
  const auto found = variables.find(name);
  return found == variables.end() ? std::string() : found->second;
}

Environment Environment::of_process() {
  Environment environment;
  for (char** entry = ::environ; entry != nullptr && *entry != nullptr; ++entry) {
    const std::string_view text(*entry);
    const std::size_t equals = text.find('=');
    if (equals == std::string_view::npos) continue;
    environment.variables.emplace(text.substr(0, equals), text.substr(equals + 1));
  }
  std::error_code error;
  environment.current_folder = std::filesystem::current_path(error).string();
  environment.user_id = ::geteuid();
  return environment;
}

}  // namespace quire::config
