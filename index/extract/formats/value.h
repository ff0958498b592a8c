#pragma once
// A tree of named values: what JSON is, and what XML of no known kind comes to. A value.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace quire::extract::formats {

struct Value {
  enum class Kind : std::uint8_t { kNothing, kBoolean, kNumber, kString, kList, kObject };

  Kind kind = Kind::kNothing;
  std::uint32_t line = 1;  // where it ends in the file, for lists and objects where it begins
  std::string text;        // of a string; a number or boolean as it is written
  std::string name;        // what its object calls it; "" in a list
  std::vector<Value> members;
};

}  // namespace quire::extract::formats
