#include "index/extract/formats/xml/well_formed.h"

#include <algorithm>
#include <array>
#include <vector>

namespace quire::extract::formats {
namespace {

constexpr std::size_t kDeepest = 128;  // of what is nested; the search for an end goes through it

bool is_name_start(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
         static_cast<unsigned char>(c) >= 0x80;
}

bool is_name(char c) {
  return is_name_start(c) || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == ':';
}

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

// HTML's elements that have no end, as far as they stand in articles.
bool is_void(std::string_view name) {
  constexpr std::array<std::string_view, 8> kVoid = {"br", "hr", "img", "wbr",
                                                     "BR", "HR", "IMG", "WBR"};
  return std::find(kVoid.begin(), kVoid.end(), name) != kVoid.end();
}

class Mender {
 public:
  explicit Mender(std::string_view text) : rest_(text) { out_.reserve(text.size() + 64); }

  std::string mended() {
    while (!rest_.empty()) {
      const std::size_t tag = std::min(rest_.find('<'), rest_.size());
      if (open_.empty()) {
        drop(tag);  // nothing may stand outside of the one element
      } else {
        copy(tag);
      }
      if (!rest_.empty()) take_markup();
    }
    while (!open_.empty()) close_innermost();
    return std::move(out_);
  }

 private:
  void copy(std::size_t length) {
    out_.append(rest_.substr(0, length));
    rest_.remove_prefix(length);
  }

  // Leaves out, but for the line ends.
  void drop(std::size_t length) {
    length = std::min(length, rest_.size());
    const auto lines = std::count(rest_.begin(), rest_.begin() + static_cast<long>(length), '\n');
    out_.append(static_cast<std::size_t>(lines), '\n');
    rest_.remove_prefix(length);
  }

  void drop_through(std::string_view end) {
    const std::size_t at = rest_.find(end);
    drop(at == std::string_view::npos ? rest_.size() : at + end.size());
  }

  void take_markup() {
    if (rest_.starts_with("<!--")) return drop_through("-->");
    if (rest_.starts_with("<![CDATA[")) return take_cdata();
    if (rest_.starts_with("<!")) return drop_document_type();
    if (rest_.starts_with("<?")) return drop_through("?>");
    if (rest_.starts_with("</")) return take_end_tag();
    if (rest_.size() > 1 && is_name_start(rest_[1])) return take_start_tag();
    if (!open_.empty()) out_ += "&lt;";
    rest_.remove_prefix(1);
  }

  void take_cdata() {
    const std::size_t end = rest_.find("]]>");
    if (open_.empty()) return drop_through("]]>");
    if (end != std::string_view::npos) return copy(end + 3);
    copy(rest_.size());
    out_ += "]]>";
  }

  void drop_document_type() {
    const std::size_t end = rest_.find('>');
    const std::size_t subset = rest_.find('[');
    if (subset < end) return drop_through("]>");
    drop(end == std::string_view::npos ? rest_.size() : end + 1);
  }

  std::string_view take_name() {
    const auto end = std::find_if_not(rest_.begin(), rest_.end(), is_name);
    const auto length = static_cast<std::size_t>(end - rest_.begin());
    const std::string_view name = rest_.substr(0, length);
    rest_.remove_prefix(length);
    return name;
  }

  void take_end_tag() {
    rest_.remove_prefix(2);
    const std::string_view name = take_name();
    drop_through(">");
    const auto begin = std::find(open_.rbegin(), open_.rend(), name);
    // The document's element ends with the text, however often it is ended.
    if (begin == open_.rend() || begin == std::prev(open_.rend())) return;
    const auto inner = static_cast<std::size_t>(begin - open_.rbegin());
    for (std::size_t i = 0; i <= inner; ++i) close_innermost();
  }

  void close_innermost() {
    out_ += "</";
    out_ += open_.back();
    out_ += '>';
    open_.pop_back();
  }

  void take_start_tag() {
    rest_.remove_prefix(1);
    const std::string_view name = take_name();
    const bool dropped = open_.size() >= kDeepest;
    std::string tag = "<";
    tag += name;
    const bool closed = take_attributes(tag) || is_void(name);
    if (dropped) return;
    out_ += tag;
    out_ += closed ? "/>" : ">";
    if (!closed) open_.push_back(name);
  }

  // Up to the tag's end; whether it is an element's end too.
  bool take_attributes(std::string& tag) {
    while (!rest_.empty() && rest_.front() != '<') {
      if (rest_.front() == '>') {
        rest_.remove_prefix(1);
        return false;
      }
      if (rest_.starts_with("/>")) {
        rest_.remove_prefix(2);
        return true;
      }
      if (is_name_start(rest_.front())) {
        take_attribute(tag);
      } else {
        if (rest_.front() == '\n') tag.push_back('\n');
        rest_.remove_prefix(1);
      }
    }
    return false;
  }

  void take_attribute(std::string& tag) {
    const std::string_view name = take_name();
    std::string_view value;
    std::size_t equals = 0;
    while (equals < rest_.size() && is_space(rest_[equals])) ++equals;
    if (equals < rest_.size() && rest_[equals] == '=') {
      rest_.remove_prefix(equals + 1);
      value = take_value(tag);
    }
    tag.push_back(' ');
    tag += name;
    tag += "=\"";
    for (const char c : value) {
      if (c == '"') {
        tag += "&quot;";
      } else if (c == '<') {
        tag += "&lt;";
      } else {
        tag.push_back(c);
      }
    }
    tag.push_back('"');
  }

  std::string_view take_value(std::string& tag) {
    while (!rest_.empty() && is_space(rest_.front())) {
      if (rest_.front() == '\n') tag.push_back('\n');
      rest_.remove_prefix(1);
    }
    if (rest_.empty()) return {};
    const char quote = rest_.front();
    const bool quoted = quote == '"' || quote == '\'';
    if (quoted) rest_.remove_prefix(1);
    const std::size_t end = quoted ? rest_.find(quote) : rest_.find_first_of(" \t\r\n>");
    const std::string_view value = rest_.substr(0, end);
    rest_.remove_prefix(value.size());
    if (quoted && !rest_.empty()) rest_.remove_prefix(1);
    return value;
  }

  std::string_view rest_;
  std::string out_;
  std::vector<std::string_view> open_;
};

}  // namespace

std::string well_formed(std::string_view text) { return Mender(text).mended(); }

}  // namespace quire::extract::formats
