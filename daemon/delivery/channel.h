#pragma once
// What the parts of this folder tell one another. Values.

#include <cstdint>
#include <string>
#include <string_view>

namespace quire::delivery {

// The ways on which the matches of an alert go. Each gets all of them, at its own pace.
enum class Channel : std::uint8_t { kClient, kCommand, kFeed };

// "client", "command" or "feed".
[[nodiscard]] std::string_view name_of(Channel channel);

// What has become of some matches that were handed to a channel.
struct Outcome {
  std::uint64_t upto = 0;     // all up to that number is done with; 0: nothing new is
  std::size_t delivered = 0;  // matches
  std::size_t given_up = 0;   // matches, after so many failures
  std::string failure{};      // what went wrong; empty when nothing did
};

}  // namespace quire::delivery
