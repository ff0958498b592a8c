#include "index/extract/format.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <string>

namespace quire::extract {
namespace {

constexpr std::size_t kSniffed = 4096;  // bytes of the content that are looked at

std::string lower_ascii(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return out;
}

std::string_view without_leading_space(std::string_view text) {
  const std::size_t start = text.find_first_not_of(" \t\r\n\f\v");
  return start == std::string_view::npos ? std::string_view{} : text.substr(start);
}

// The first tag of what begins with '<', from its name on; what stands before it (comments,
// instructions, a document type) tells nothing, but for HTML's document type.
std::string_view first_tag(std::string_view head) {
  while (true) {
    head = without_leading_space(head);
    std::string_view end;
    if (head.starts_with("<!--")) {
      end = "-->";
    } else if (head.starts_with("<?") || head.starts_with("<!")) {
      if (head.starts_with("<!doctype html")) return "html";
      end = ">";
    } else {
      return head.starts_with('<') ? head.substr(1) : std::string_view();
    }
    const std::size_t at = head.find(end);
    if (at == std::string_view::npos) return {};
    head.remove_prefix(at + end.size());
  }
}

template <std::size_t kCount>
bool is_one_of(std::string_view name, const std::array<std::string_view, kCount>& names) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

// Whether a text ends as an XML document does that begins with `element`.
bool ends_element(std::string_view text, std::string_view element) {
  constexpr std::size_t kTail = 256;
  if (element.empty() || !text.ends_with('>')) return false;
  const std::string tail = lower_ascii(text.substr(text.size() - std::min(kTail, text.size())));
  return tail.ends_with("</" + std::string(element) + ">");
}

Format detect_markup(std::string_view text, std::string_view head, const std::string& name) {
  constexpr std::array<std::string_view, 16> kHtml = {
      "html", "head", "body",    "article", "div",   "p",     "meta",   "h1",
      "h2",   "main", "section", "script",  "style", "table", "header", "title"};
  constexpr std::array<std::string_view, 12> kXml = {
      "rss",         "feed",        "rdf:rdf",     "nitf",         "newsml",        "newsitem",
      "newsmessage", "packageitem", "conceptitem", "planningitem", "knowledgeitem", "channel"};
  const std::string_view tag = first_tag(head);
  const std::string_view element = tag.substr(0, tag.find_first_of(" \t\r\n/>"));
  const bool named_html =
      name.ends_with(".html") || name.ends_with(".htm") || name.ends_with(".xhtml");
  if (head.starts_with("<?xml")) {
    const bool html = element == "html" || (named_html && is_one_of(element, kHtml));
    return html ? Format::kHtml : Format::kXml;
  }
  if (is_one_of(element, kXml)) return Format::kXml;
  if (is_one_of(element, kHtml) || named_html) return Format::kHtml;
  const bool has_namespace = tag.substr(0, tag.find('>')).find(" xmlns") != std::string_view::npos;
  text = text.substr(0, text.find_last_not_of(" \t\r\n") + 1);
  if (has_namespace || name.ends_with(".xml") || ends_element(text, element)) return Format::kXml;
  return head.starts_with("<!--") ? Format::kHtml : Format::kPlainText;
}

// A JSON text starts with a brace or bracket and then something that prose does not have.
bool looks_like_json(std::string_view head) {
  const char open = head.front();
  head = without_leading_space(head.substr(1));
  if (head.empty()) return false;
  return open == '{' ? head.front() == '"' || head.front() == '}'
                     : head.front() == '{' || head.front() == ']';
}

// A header block whose first line is a field that mail begins with.
bool looks_like_mail(std::string_view text) {
  constexpr std::array<std::string_view, 6> kFirst = {
      "from ", "return-path:", "received:", "message-id:", "mime-version:", "delivered-to:"};
  constexpr std::size_t kLongest = 13;
  const std::string start = lower_ascii(text.substr(0, kLongest));
  return std::any_of(kFirst.begin(), kFirst.end(),
                     [&](std::string_view field) { return start.starts_with(field); }) &&
         lower_ascii(text).find("\nsubject:") != std::string::npos;
}

}  // namespace

Format detect_format(std::string_view text, std::string_view file_name) {
  const std::string name = lower_ascii(file_name);
  const std::string_view head = without_leading_space(text.substr(0, kSniffed));
  if (head.empty()) return Format::kPlainText;
  if (head.front() == '<') {
    const Format markup = detect_markup(text, lower_ascii(head), name);
    if (markup != Format::kPlainText) return markup;
  }
  if ((head.front() == '{' || head.front() == '[') && looks_like_json(head)) return Format::kJson;
  if (looks_like_mail(head)) return Format::kMail;
  if (name.ends_with(".md") || name.ends_with(".markdown")) return Format::kMarkdown;
  return Format::kPlainText;
}

std::string_view binary_format_name(std::string_view bytes) {
  struct Magic {
    std::string_view start;
    std::string_view name;
  };
  using namespace std::string_view_literals;
  constexpr std::array kMagics = {
      Magic{"%PDF-"sv, "PDF"sv},
      Magic{"PK\x03\x04"sv, "a ZIP archive or office document"sv},
      Magic{"\x1F\x8B"sv, "gzip"sv},
      Magic{"\x28\xB5\x2F\xFD"sv, "Zstandard"sv},
      Magic{"\xFD"
            "7zXZ"sv,
            "xz"sv},
      Magic{"BZh91AY&SY"sv, "bzip2"sv},
      Magic{"\xD0\xCF\x11\xE0"sv, "an older office document (DOC, XLS, PPT, MSG)"sv},
      Magic{"ID3\x03"sv, "an MP3 recording"sv},
      Magic{"ID3\x04"sv, "an MP3 recording"sv},
      Magic{"\x89PNG"sv, "a PNG picture"sv},
      Magic{"\xFF\xD8\xFF"sv, "a JPEG picture"sv},
      Magic{"GIF8"sv, "a GIF picture"sv},
      Magic{"\x7F"
            "ELF"sv,
            "a program"sv},
  };
  for (const Magic& magic : kMagics) {
    if (bytes.starts_with(magic.start)) return magic.name;
  }
  return {};
}

std::string_view name_of(Format format) {
  switch (format) {
    case Format::kPlainText:
      return "plain text";
    case Format::kMarkdown:
      return "Markdown";
    case Format::kHtml:
      return "HTML";
    case Format::kXml:
      return "XML";
    case Format::kJson:
      return "JSON";
    case Format::kMail:
      return "mail";
    case Format::kOther:
      return "unknown";
  }
  return "unknown";
}

}  // namespace quire::extract
