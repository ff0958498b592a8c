#include "index/base/uri.h"

#include <charconv>

namespace quire {
namespace {

constexpr std::string_view kScheme = "file://";

bool is_unreserved(char c) {
  constexpr std::string_view kMarks = "-._~/!$&'()*+,;=:@";
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         kMarks.find(c) != std::string_view::npos;
}

}  // namespace

std::string path_to_file_uri(std::string_view path) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string out(kScheme);
  out.reserve(kScheme.size() + path.size());
  for (const char c : path) {
    if (is_unreserved(c)) {
      out.push_back(c);
    } else {
      const auto byte = static_cast<unsigned char>(c);
      out.push_back('%');
      out.push_back(kDigits[byte >> 4]);
      out.push_back(kDigits[byte & 0xF]);
    }
  }
  return out;
}

std::optional<std::string> file_uri_to_path(std::string_view uri) {
  if (!uri.starts_with("file:///")) return std::nullopt;
  uri.remove_prefix(kScheme.size());
  std::string out;
  out.reserve(uri.size());
  for (std::size_t i = 0; i < uri.size(); ++i) {
    if (uri[i] != '%') {
      out.push_back(uri[i]);
      continue;
    }
    if (i + 2 >= uri.size()) return std::nullopt;
    unsigned byte = 0;
    const char* end = uri.data() + i + 3;
    const auto [stop, error] = std::from_chars(uri.data() + i + 1, end, byte, 16);
    if (error != std::errc{} || stop != end || byte == 0) return std::nullopt;
    out.push_back(static_cast<char>(byte));
    i += 2;
  }
  return out;
}

std::string host_of(std::string_view url) {
  const std::size_t scheme = url.find("://");
  if (scheme == std::string_view::npos) return {};
  url.remove_prefix(scheme + 3);
  url = url.substr(0, url.find_first_of("/?#"));
  url.remove_prefix(url.rfind('@') + 1);  // npos + 1 is 0
  // The colons of an IPv6 address stand between brackets.
  const std::size_t bracket = url.find(']');
  url = url.substr(0, url.find(':', bracket == std::string_view::npos ? 0 : bracket));
  std::string host(url);
  for (char& c : host) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return host.starts_with("www.") ? host.substr(4) : host;
}

}  // namespace quire
