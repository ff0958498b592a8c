#include "daemon/remotes/remotes.h"

#include <algorithm>

#include "index/base/format.h"

namespace quire::remotes {

Remotes::Remotes(loop::Loop& loop, const Clock& clock, std::vector<RemoteOptions> options) {
  for (RemoteOptions& one : options) {
    remotes_.push_back(std::make_unique<Remote>(loop, clock, std::move(one)));
  }
}

Remote* Remotes::find(std::string_view name) const {
  const auto found = std::find_if(remotes_.begin(), remotes_.end(),
                                  [&](const auto& remote) { return remote->name() == name; });
  return found != remotes_.end() ? found->get() : nullptr;
}

std::string id_at(std::string_view remote, std::string_view id) {
  return format("{}:{}", remote, id);
}

std::optional<std::pair<std::string, std::string>> split_id(std::string_view id) {
  const std::size_t colon = id.find(':');
  if (colon == std::string_view::npos) return std::nullopt;
  return std::pair{std::string(id.substr(0, colon)), std::string(id.substr(colon + 1))};
}

}  // namespace quire::remotes
