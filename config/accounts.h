#pragma once
// Users and groups of this system, by name. Thread-safe.

#include <cstdint>
#include <optional>
#include <string>

namespace quire::config {

// The numeric id of the user (group) that `written` names, or that it already is. Nothing when the
// system knows no such name.
[[nodiscard]] std::optional<std::uint32_t> user_id_of(const std::string& written);
[[nodiscard]] std::optional<std::uint32_t> group_id_of(const std::string& written);

}  // namespace quire::config
