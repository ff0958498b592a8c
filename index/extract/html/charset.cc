#include <algorithm>
#include <string>

#include "index/extract/html/dom/ascii.h"
#include "index/extract/html/page.h"

namespace quire::extract::html {
namespace {

constexpr std::size_t kLookedAt = 4096;  // the standard asks for 1024; pages put it later too

// The value after `name` and '=' from `at` on, quoted or not.
std::string_view value_after(std::string_view bytes, std::size_t at) {
  constexpr std::string_view kSpace = " \t\r\n";
  at = bytes.find_first_not_of(kSpace, at);
  if (at == std::string_view::npos || bytes[at] != '=') return {};
  at = bytes.find_first_not_of(" \t\r\n\"'", at + 1);
  if (at == std::string_view::npos) return {};
  const std::size_t end = std::min(bytes.find_first_of(" \t\r\n\"';/>?", at), bytes.size());
  return bytes.substr(at, end - at);
}

}  // namespace

std::string_view declared_charset(std::string_view bytes) {
  bytes = bytes.substr(0, kLookedAt);
  const std::string lower = lower_ascii(bytes);
  if (lower.starts_with("<?xml")) {
    const std::size_t end = lower.find("?>");
    const std::size_t at = lower.find("encoding");
    if (at < end && end != std::string::npos) return value_after(bytes, at + 8);
  }
  for (std::size_t meta = lower.find("<meta"); meta != std::string::npos;
       meta = lower.find("<meta", meta + 5)) {
    const std::size_t end = std::min(lower.find('>', meta), lower.size());
    const std::size_t at = lower.find("charset", meta);
    if (at == std::string::npos || at > end) continue;
    const std::string_view value = value_after(bytes.substr(0, end), at + 7);
    if (!value.empty()) return value;
  }
  return {};
}

}  // namespace quire::extract::html
