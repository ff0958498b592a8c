#pragma once
// Whether a sanitizer watches this program, and so the daemon that it starts: both are then many
// times as slow, and as large.

namespace quire::test {

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
inline constexpr bool kSanitized = true;
#else
inline constexpr bool kSanitized = false;
#endif

}  // namespace quire::test
