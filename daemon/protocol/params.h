#pragma once
// A request's parameters between the framing and the method that reads them. A value.

#include <memory>
#include <utility>

namespace quire::protocol {

// A request's "params", unread. Immutable and cheap to copy.
class Params {
 public:
  struct Json;  // the JSON library stays behind the codec
  Params() = default;
  explicit Params(std::shared_ptr<const Json> json) : json_(std::move(json)) {}
  [[nodiscard]] const Json* json() const { return json_.get(); }

 private:
  std::shared_ptr<const Json> json_;
};

}  // namespace quire::protocol
