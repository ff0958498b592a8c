#include "client/cli/output/field_output.h"

#include "index/base/format.h"

namespace quire::cli {

void write_field(std::ostream& out, const Style& style, std::string_view name,
                 std::string_view value) {
  if (value.empty()) return;
  out << style.dim(format("{:<10} ", name)) << harmless(value) << '\n';
}

std::string joined(const std::vector<std::string>& values) {
  std::string out;
  for (const std::string& value : values) out += (out.empty() ? "" : ", ") + value;
  return out;
}

}  // namespace quire::cli
