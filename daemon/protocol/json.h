#pragma once
// The JSON library, for this folder's own files only.

#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <utility>

#include "daemon/protocol/params.h"

namespace quire::protocol {

// Keeps the order of the fields as they are written.
using Json = nlohmann::ordered_json;

struct Params::Json {
  protocol::Json value;
};

// One line; bytes that are not UTF-8 become U+FFFD instead of an exception.
[[nodiscard]] inline std::string dump(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

[[nodiscard]] inline std::string request_text(std::uint64_t id, std::string_view method,
                                              Json params) {
  return dump({{"jsonrpc", "2.0"}, {"id", id}, {"method", method}, {"params", std::move(params)}});
}

}  // namespace quire::protocol
