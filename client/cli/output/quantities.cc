#include "client/cli/output/quantities.h"

#include <array>

#include "index/base/format.h"

namespace quire::cli {

std::string grouped(std::uint64_t number) {
  std::string digits = std::to_string(number);
  for (std::size_t i = digits.size(); i > 3; i -= 3) digits.insert(i - 3, 1, ',');
  return digits;
}

std::string counted(std::uint64_t number, std::string_view noun) {
  return format("{} {}{}", grouped(number), noun, number == 1 ? "" : "s");
}

std::string duration_of(std::uint64_t microseconds) {
  const double milliseconds = static_cast<double>(microseconds) / 1000;
  if (milliseconds < 1000) return format("{:.1f} ms", milliseconds);
  return format("{:.2f} s", milliseconds / 1000);
}

std::string span_of(std::uint64_t seconds) {
  const std::uint64_t minutes = seconds / 60;
  const std::uint64_t hours = minutes / 60;
  if (seconds < 60) return format("{} s", seconds);
  if (minutes < 60) return format("{} min", minutes);
  if (hours < 24) return format("{} h {} min", hours, minutes % 60);
  return format("{} d {} h", hours / 24, hours % 24);
}

std::string bytes_of(std::uint64_t bytes) {
  constexpr std::array<std::string_view, 4> kUnits = {"KiB", "MiB", "GiB", "TiB"};
  if (bytes < 1024) return format("{} B", bytes);
  double amount = static_cast<double>(bytes) / 1024;
  std::size_t unit = 0;
  while (amount >= 1024 && unit + 1 < kUnits.size()) {
    amount /= 1024;
    ++unit;
  }
  return format("{:.1f} {}", amount, kUnits.at(unit));
}

}  // namespace quire::cli
