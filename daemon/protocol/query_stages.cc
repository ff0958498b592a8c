#include "daemon/protocol/query_stages.h"

#include <algorithm>
#include <string_view>

#include "daemon/protocol/json_writer.h"

namespace quire::protocol {

std::string encode_query_stages(const QueryStages& stages) {
  JsonWriter out;
  out.begin_object().key("tokens").begin_array();
  for (std::string_view rest = stages.tokens; !rest.empty();) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    out.text(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  out.end_array().key("tree").text(stages.tree).key("xapian").text(stages.xapian).end_object();
  return out.take();
}

}  // namespace quire::protocol
