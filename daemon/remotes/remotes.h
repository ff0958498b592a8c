#pragma once
// All the other daemons that are asked besides our own index. Loop thread only.

#include <memory>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "daemon/remotes/remote.h"

namespace quire::remotes {

class Remotes {
 public:
  Remotes(loop::Loop& loop, const Clock& clock, std::vector<RemoteOptions> options);

  [[nodiscard]] bool empty() const { return remotes_.empty(); }
  [[nodiscard]] const std::vector<std::unique_ptr<Remote>>& all() const { return remotes_; }
  // Null when there is none of that name.
  [[nodiscard]] Remote* find(std::string_view name) const;

 private:
  std::vector<std::unique_ptr<Remote>> remotes_;  // in the order of the settings
};

// An article of another daemon: "archive:1a0f44dc8ea25c47".
[[nodiscard]] std::string id_at(std::string_view remote, std::string_view id);
// The remote's name and the id there; nothing for an id of our own.
[[nodiscard]] std::optional<std::pair<std::string, std::string>> split_id(std::string_view id);

}  // namespace quire::remotes
