#pragma once
// What the client reads of an answer. Pure.

#include <string_view>
#include <utility>

#include "daemon/protocol/json.h"
#include "index/base/format.h"
#include "index/base/result.h"

namespace quire::protocol {

// What `read` makes of `text`. A daemon of the same version writes what we read; anything else is
// an exception in `read`, and kCorrupt here.
template <class Read>
auto decoded(std::string_view text, Read read)
    -> Result<decltype(read(std::declval<const Json&>()))> {
  try {
    return read(Json::parse(text));
  } catch (const Json::exception& error) {
    return Error{ErrorCode::kCorrupt,
                 format("the daemon's answer makes no sense: {}", error.what()),
                 "are quire and quired of the same version?"};
  }
}

}  // namespace quire::protocol
