#include "index/extract/formats/byline.h"

#include <algorithm>
#include <array>

#include "index/text/normalizer.h"

namespace quire::extract::formats {
namespace {

bool begins_ignoring_case(std::string_view text, std::string_view lower_start) {
  return text.size() >= lower_start.size() &&
         std::equal(lower_start.begin(), lower_start.end(), text.begin(), [](char a, char b) {
           return a == (b >= 'A' && b <= 'Z' ? static_cast<char>(b - 'A' + 'a') : b);
         });
}

std::string_view without_ends(std::string_view text, std::string_view unwanted) {
  const std::size_t first = text.find_first_not_of(unwanted);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(unwanted) - first + 1);
}

// "doug@example.com (Doug Sauder)" and "Doug <doug@example.com>" without the address, if there is
// more than that.
std::string without_address(std::string_view text) {
  const std::size_t at = text.find('@');
  if (at == std::string_view::npos) return std::string(text);
  const std::size_t open = text.find('(', at);
  if (open != std::string_view::npos) {
    const std::string_view name = text.substr(open + 1, text.find(')', open) - open - 1);
    if (!name.empty()) return std::string(name);
  }
  std::size_t begin = text.find_last_of(" <(", at);
  begin = begin == std::string_view::npos ? 0 : begin;
  const std::size_t end = text.find_first_of(" >)", at);
  std::string name(text.substr(0, begin));
  if (end != std::string_view::npos) name += text.substr(end + 1);
  const std::string_view left = without_ends(name, " \t\"'<>(),");
  return left.empty() ? std::string(without_ends(text, "<> ")) : std::string(left);
}

void add_name(std::vector<std::string>& names, std::string_view written) {
  std::string name(without_ends(without_address(written), " \t,;\""));
  if (!name.empty() && std::find(names.begin(), names.end(), name) == names.end()) {
    names.push_back(std::move(name));
  }
}

}  // namespace

void add_names(std::vector<std::string>& names, std::string_view byline) {
  const std::string line = text::collapse_space(byline);
  std::string_view rest = line;
  for (const std::string_view start : {"by: ", "by ", "von "}) {
    if (begins_ignoring_case(rest, start)) rest.remove_prefix(start.size());
  }
  constexpr std::array<std::string_view, 4> kBetween = {" and ", " & ", "; ", " AND "};
  while (!rest.empty()) {
    std::size_t end = rest.size();
    std::size_t next = rest.size();
    for (const std::string_view between : kBetween) {
      const std::size_t at = rest.find(between);
      if (at < end) {
        end = at;
        next = at + between.size();
      }
    }
    add_name(names, rest.substr(0, end));
    rest.remove_prefix(next);
  }
}

std::vector<std::string> names_in(std::string_view byline) {
  std::vector<std::string> names;
  add_names(names, byline);
  return names;
}

}  // namespace quire::extract::formats
