#include "daemon/delivery/channel.h"

namespace quire::delivery {

std::string_view name_of(Channel channel) {
  switch (channel) {
    case Channel::kClient:
      return "client";
    case Channel::kCommand:
      return "command";
    case Channel::kFeed:
      break;
  }
  return "feed";
}

}  // namespace quire::delivery
