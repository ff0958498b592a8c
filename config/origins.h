#pragma once
// Where in the settings file each setting was written, so that an error found later can point
// there.

#include <cstdint>
#include <map>
#include <string>

#include "index/base/format.h"

namespace quire::config {

struct Place {
  std::uint32_t line = 0;    // from 1
  std::uint32_t column = 0;  // from 1, in code points
};

struct Origins {
  std::string file;
  std::map<std::string, Place> places;  // by name: "index.path", "drop[0].path"

  // "FILE:LINE:COLUMN: ", or nothing for what the file does not say.
  [[nodiscard]] std::string prefix(const std::string& name) const {
    const auto found = places.find(name);
    return found == places.end() ? std::string() : prefix(found->second);
  }
  [[nodiscard]] std::string prefix(Place place) const {
    return format("{}:{}:{}: ", file, place.line, place.column);
  }
};

}  // namespace quire::config
