#pragma once
// The version that --version, the status and the handshake tell.

#include <string_view>

namespace quire::config {

// As in "0.1.0".
[[nodiscard]] std::string_view version();

}  // namespace quire::config
