#pragma once
// One answer to a search out of those of several daemons. Pure.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/protocol/messages.h"
#include "index/base/result.h"

namespace quire::commands {

// Where one daemon's part of the next page begins: so many hits behind those of its own cursor.
struct PartStart {
  std::string name;    // of the remote; empty for our own index
  std::string cursor;  // empty: its first page
  std::uint32_t used = 0;

  bool operator==(const PartStart&) const = default;
};

// The cursor of a page of several daemons: '@', then "name:used:cursor" of each that has more,
// apart by ';'.
[[nodiscard]] std::string parts_cursor(const std::vector<PartStart>& parts);
// kInvalidArgument when it is none.
[[nodiscard]] Result<std::vector<PartStart>> read_parts_cursor(std::string_view cursor);

// What one daemon was asked, and the text of its response.
struct PartAnswer {
  PartStart start;
  Result<std::string> response;
};

// What each is to be asked so that the page is among the answers, whoever has it: as many hits as
// were used, are passed over, and are shown, but not more than `most`.
[[nodiscard]] protocol::SearchRequest part_request(const protocol::SearchRequest& request,
                                                   const PartStart& start, std::uint32_t most);

// The page that `request` asks for. Hits of the others carry "name:" before their id, story and
// path; an article that several have is shown once. Those who did not answer are named, and the
// result is partial. The error of our own index when it has one; or when none has answered, that of
// the first.
[[nodiscard]] Result<protocol::SearchResponse> merge_answers(
    const protocol::SearchRequest& request, const std::vector<PartAnswer>& answers);

}  // namespace quire::commands
