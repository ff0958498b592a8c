#include "index/extract/html/dom/bounds.h"

#include <algorithm>
#include <array>
#include <vector>

#include "index/extract/html/dom/ascii.h"

namespace quire::extract::html {
namespace {

constexpr std::size_t kLongestName = 16;

template <std::size_t kCount>
bool is_one_of(std::string_view name, const std::array<std::string_view, kCount>& names) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

bool is_void(std::string_view name) {
  static constexpr std::array<std::string_view, 17> kNames = {
      "br",    "img",   "input", "meta",  "link", "hr", "source",  "area",  "base",
      "param", "track", "wbr",   "embed", "col",  "p",  "bgsound", "keygen"};
  return is_one_of(name, kNames);
}

bool is_raw_text(std::string_view name) {
  static constexpr std::array<std::string_view, 8> kNames = {
      "script", "style", "textarea", "title", "iframe", "xmp", "noembed", "noframes"};
  return is_one_of(name, kNames);
}

bool is_formatting(std::string_view name) {
  static constexpr std::array<std::string_view, 12> kNames = {
      "b", "big", "code", "em", "font", "i", "s", "small", "strike", "strong", "tt", "u"};
  return is_one_of(name, kNames);
}

// End tags of other elements do not reach past these.
bool is_scope(std::string_view name) {
  static constexpr std::array<std::string_view, 8> kNames = {
      "table", "td", "th", "caption", "template", "object", "marquee", "applet"};
  return is_one_of(name, kNames);
}

// Does a start tag `name` close an open `top`?
bool closes(std::string_view name, std::string_view top) {
  if (name == "li" || name == "option" || name == "a") return top == name;
  if (name == "dt" || name == "dd") return top == "dt" || top == "dd";
  if (name == "td" || name == "th") return top == "td" || top == "th";
  if (name == "tr") return top == "td" || top == "th" || top == "tr";
  return false;
}

struct Tag {
  std::size_t begin = 0;
  std::size_t end = 0;  // one past its '>'
  std::size_t attributes = 0;
  std::string name;  // lower case, cut
  bool closing = false;
  bool closes_itself = false;
};

class Scan {
 public:
  explicit Scan(std::string_view html) : html_(html) {}

  std::optional<std::string> run() {
    std::size_t at = 0;
    while ((at = html_.find('<', at)) != std::string_view::npos) at = markup(at);
    for (at = 0; (at = html_.find("&#", at)) != std::string_view::npos;) at = reference(at);
    return std::move(levelled_);
  }

 private:
  // Passes what begins at `at`; returns where to go on.
  std::size_t markup(std::size_t at) {
    const char next = at + 1 < html_.size() ? html_[at + 1] : '\0';
    if (html_.substr(at, 4) == "<!--") {
      return std::min(html_.find("-->", at + 4), html_.size());
    }
    if (next == '!' || next == '?') return std::min(html_.find('>', at), html_.size());
    const Tag tag = read_tag(at);
    if (tag.name.empty()) return at + 1;
    const bool fits =
        tag.attributes <= kMostAttributes && (tag.closing ? close(tag.name) : open(tag));
    if (!fits) blank(tag.begin, tag.end);
    if (!tag.closing && is_raw_text(tag.name)) return end_of_raw_text(tag);
    return tag.end;
  }

  // Passes the numeric reference at `at`; one with too many digits loses its signs.
  std::size_t reference(std::size_t at) {
    std::size_t digits = at + 2;
    if (digits < html_.size() && lower_ascii(html_[digits]) == 'x') ++digits;
    const std::size_t first = std::min(html_.find_first_not_of('0', digits), html_.size());
    const std::size_t end =
        std::min(html_.find_first_not_of("0123456789abcdefABCDEF", first), html_.size());
    if (end - first > kMostReferenceDigits) blank(at, at + 2);
    return end;
  }

  Tag read_tag(std::size_t at) const {
    Tag tag;
    tag.begin = at++;
    if (at < html_.size() && html_[at] == '/') {
      tag.closing = true;
      ++at;
    }
    for (; at < html_.size(); ++at) {
      const char c = html_[at];
      const char lower = lower_ascii(c);
      const bool letter = lower >= 'a' && lower <= 'z';
      if (!letter && (tag.name.empty() || lower <= ' ' || lower == '/' || lower == '>')) break;
      if (tag.name.size() < kLongestName) tag.name.push_back(lower);
    }
    if (tag.name.empty()) return tag;
    read_attributes(at, tag);
    tag.closes_itself = tag.end >= 2 && tag.end <= html_.size() && html_[tag.end - 2] == '/';
    return tag;
  }

  // Passes the attributes and the '>' behind them; one in a quoted value ends no tag.
  void read_attributes(std::size_t at, Tag& tag) const {
    bool between = true;
    for (; at < html_.size() && html_[at] != '>'; ++at) {
      const char c = html_[at];
      const bool space = kAsciiSpace.find(c) != std::string_view::npos || c == '/';
      if (between && !space) ++tag.attributes;
      between = space;
      if (c != '=') continue;
      const std::size_t value = html_.find_first_not_of(kAsciiSpace, at + 1);
      if (value == std::string_view::npos) break;
      at = value - 1;
      if (html_[value] != '"' && html_[value] != '\'') continue;
      at = std::min(html_.find(html_[value], value + 1), html_.size());
      between = true;
    }
    tag.end = std::min(at + 1, html_.size());
  }

  std::size_t end_of_raw_text(const Tag& tag) const {
    for (std::size_t at = html_.find("</", tag.end); at != std::string_view::npos;
         at = html_.find("</", at + 2)) {
      if (read_name(at + 2) == tag.name) return at;
    }
    return html_.size();
  }

  std::string read_name(std::size_t at) const {
    std::string name;
    for (; at < html_.size() && name.size() < kLongestName; ++at) {
      const char c = html_[at];
      const char lower = lower_ascii(c);
      if (lower < 'a' || lower > 'z') break;
      name.push_back(lower);
    }
    return name;
  }

  // Whether the tag keeps to the bounds.
  bool open(const Tag& tag) {
    if (is_void(tag.name) || is_raw_text(tag.name)) return true;
    if (tag.closes_itself && foreign_ > 0) return true;
    while (!open_.empty() && closes(tag.name, open_.back())) open_.pop_back();
    const bool formatting = is_formatting(tag.name);
    if (open_.size() >= kDeepest || (formatting && formatting_ >= kMostOpenFormatting)) {
      return false;
    }
    if (formatting) ++formatting_;
    if (tag.name == "svg" || tag.name == "math") ++foreign_;
    open_.push_back(tag.name);
    return true;
  }

  bool close(const std::string& name) {
    if (is_formatting(name) && formatting_ > 0) --formatting_;
    if ((name == "svg" || name == "math") && foreign_ > 0) --foreign_;
    for (std::size_t i = open_.size(); i > 0; --i) {
      if (open_[i - 1] == name) {
        open_.resize(i - 1);
        return true;
      }
      if (is_scope(open_[i - 1]) && name != "table") return true;
    }
    return true;
  }

  void blank(std::size_t begin, std::size_t end) {
    if (!levelled_) levelled_.emplace(html_);
    for (std::size_t i = begin; i < std::min(end, html_.size()); ++i) {
      if ((*levelled_)[i] != '\n') (*levelled_)[i] = ' ';
    }
  }

  std::string_view html_;
  std::vector<std::string> open_;
  std::size_t formatting_ = 0;
  std::size_t foreign_ = 0;  // depth in SVG or MathML, where a tag can close itself
  std::optional<std::string> levelled_;
};

}  // namespace

std::optional<std::string> within_parsers_bounds(std::string_view html) { return Scan(html).run(); }

}  // namespace quire::extract::html
