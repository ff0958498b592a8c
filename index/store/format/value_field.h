#pragma once
// Fields whose values can be completed.

#include <cstddef>
#include <cstdint>

namespace quire::store {

enum class ValueField : std::uint8_t { kSource, kSection, kAuthor, kPlace, kLanguage, kTag };
inline constexpr std::size_t kValueFields = 6;

}  // namespace quire::store
