#pragma once
// A daemon's answer: as a value, and as the JSON text it came in.

#include <string>

namespace quire::client {

template <class T>
struct Answer {
  T value;
  std::string json;  // the "result", on one line
};

}  // namespace quire::client
