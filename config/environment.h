#pragma once
// What a program knows of the process it runs in, as a value, so that tests need not touch the real
// one. Immutable once made.

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>

namespace quire::config {

struct Environment {
  std::map<std::string, std::string, std::less<>> variables;
  std::string current_folder;  // absolute
  std::uint32_t user_id = 0;   // the effective one

  // Empty when it is not set.
  [[nodiscard]] std::string get(std::string_view name) const;

  // Reads the process's own. Call it before there are threads that might change it.
  [[nodiscard]] static Environment of_process();
};

}  // namespace quire::config
