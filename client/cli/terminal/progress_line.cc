#include "client/cli/terminal/progress_line.h"

#include <algorithm>

namespace quire::cli {

std::string bar_of(std::uint64_t done, std::uint64_t total, std::size_t width,
                   std::string_view mark) {
  constexpr std::size_t kBrackets = 2;
  if (total == 0 || width <= kBrackets) return {};
  const std::size_t room = width - kBrackets;
  const auto share = static_cast<double>(std::min(done, total)) / static_cast<double>(total);
  const auto full = static_cast<std::size_t>(share * static_cast<double>(room));
  std::string bar = "[";
  for (std::size_t i = 0; i < room; ++i) bar += i < full ? mark : ".";
  return bar + "]";
}

void ProgressLine::show(const std::string& text, std::size_t columns) {
  if (out_ == nullptr) return;
  const std::size_t left = columns_ > columns ? columns_ - columns : 0;
  *out_ << '\r' << text << std::string(left, ' ') << std::flush;
  columns_ = columns;
}

void ProgressLine::clear() {
  if (out_ == nullptr || columns_ == 0) return;
  show("", 0);
  *out_ << '\r' << std::flush;
}

}  // namespace quire::cli
