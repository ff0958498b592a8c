#include "client/cli/output/hit_output.h"

#include <algorithm>

#include "client/cli/output/quantities.h"
#include "index/base/format.h"
#include "index/base/uri.h"

namespace quire::cli {
namespace {

constexpr std::string_view kIndent = "    ";
constexpr std::size_t kLeastWidth = 20;  // narrower, wrapping helps nobody
constexpr std::size_t kDateLength = 10;  // of "2018-12-04"

void add(std::string& line, std::string_view part, std::string_view separator) {
  if (part.empty()) return;
  if (!line.empty()) line += separator;
  line += harmless(part);
}

void write_snippet(std::ostream& out, const protocol::Hit& hit, const Style& style,
                   std::size_t width) {
  const std::size_t room = width < kIndent.size() + kLeastWidth ? 0 : width - kIndent.size();
  for (const Glyphs& line : wrap(glyphs_of(hit.snippet, hit.highlights), room)) {
    out << kIndent << style.painted(line) << '\n';
  }
}

}  // namespace

std::string details_of(const protocol::Hit& hit) {
  std::string source;
  add(source, hit.source, ", ");
  add(source, hit.section, ", ");
  std::string line(hit.published.substr(0, kDateLength));
  line = harmless(line);
  add(line, source, "  ");
  add(line, hit.place, "  ");
  if (hit.versions > 1) add(line, counted(hit.versions, "version"), "  ");
  if (hit.withdrawn) add(line, "withdrawn", "  ");
  add(line, hit.id, "  ");
  return line;
}

std::string title_of(const protocol::Hit& hit, const Style& style) {
  if (!hit.title.empty()) return style.painted(glyphs_of(hit.title, hit.title_highlights), true);
  return style.bold(harmless(std::string_view(hit.path).substr(hit.path.rfind('/') + 1)));
}

std::string path_of(const protocol::Hit& hit, bool terminal) {
  const auto exact = file_uri_to_path(hit.uri);
  if (terminal || !exact || exact->find('\n') != std::string::npos) return harmless(hit.path);
  return *exact;
}

void write_text(std::ostream& out, const protocol::Hit& hit, const Style& style, bool terminal,
                std::size_t width) {
  out << title_of(hit, style) << '\n'
      << style.dim(details_of(hit)) << '\n'
      << style.linked(hit.uri, style.path(path_of(hit, terminal))) << ':' << hit.line << '\n';
  write_snippet(out, hit, style, width);
}

void write_vimgrep(std::ostream& out, const protocol::Hit& hit, bool terminal) {
  out << format("{}:{}:{}:{}\n", path_of(hit, terminal), hit.line, hit.column, harmless(hit.title));
}

std::vector<std::string_view> hits_of(std::string_view json) {
  constexpr std::string_view kKey = "\"hits\":[";
  std::vector<std::string_view> hits;
  int depth = 0;  // of braces and brackets
  bool in_string = false;
  bool in_hits = false;
  std::size_t start = 0;
  for (std::size_t i = 0; i < json.size(); ++i) {
    const char c = json[i];
    if (in_string) {
      if (c == '\\') ++i;
      if (c == '"') in_string = false;
      continue;
    }
    if (c == '"') {
      if (depth == 1 && !in_hits && json.substr(i).starts_with(kKey)) {
        in_hits = true;
        i += kKey.size() - 1;
        depth = 2;
      } else {
        in_string = true;
      }
    } else if (c == '{' || c == '[') {
      if (in_hits && depth == 2) start = i;
      ++depth;
    } else if (c == '}' || c == ']') {
      --depth;
      if (in_hits && depth == 2) hits.push_back(json.substr(start, i + 1 - start));
      if (in_hits && depth == 1) return hits;
    }
  }
  return hits;
}

}  // namespace quire::cli
