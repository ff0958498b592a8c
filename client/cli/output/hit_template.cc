#include "client/cli/output/hit_template.h"

#include <algorithm>
#include <array>
#include <functional>

#include "client/cli/output/field_output.h"
#include "client/cli/output/hit_output.h"
#include "client/cli/terminal/terminal.h"
#include "config/suggestion.h"
#include "index/base/format.h"

namespace quire::cli {
namespace {

using protocol::Hit;

constexpr std::size_t kDateLength = 10;  // of "2018-12-04"

struct Field {
  std::string_view name;
  std::string (*value)(const Hit& hit);
};

// The path is the only one whose bytes depend on where it goes; see line_of().
constexpr std::array<Field, 19> kFields = {{
    {"authors", [](const Hit& hit) { return joined(hit.authors); }},
    {"column", [](const Hit& hit) { return std::to_string(hit.column); }},
    {"date", [](const Hit& hit) { return hit.published.substr(0, kDateLength); }},
    {"id", [](const Hit& hit) { return hit.id; }},
    {"language", [](const Hit& hit) { return hit.language; }},
    {"line", [](const Hit& hit) { return std::to_string(hit.line); }},
    {"path", [](const Hit& hit) { return hit.path; }},
    {"place", [](const Hit& hit) { return hit.place; }},
    {"published", [](const Hit& hit) { return hit.published; }},
    {"score", [](const Hit& hit) { return format("{:.3f}", hit.score); }},
    {"section", [](const Hit& hit) { return hit.section; }},
    {"snippet", [](const Hit& hit) { return hit.snippet; }},
    {"source", [](const Hit& hit) { return hit.source; }},
    {"story", [](const Hit& hit) { return hit.story; }},
    {"title", [](const Hit& hit) { return hit.title; }},
    {"updated", [](const Hit& hit) { return hit.updated.value_or(""); }},
    {"uri", [](const Hit& hit) { return hit.uri; }},
    {"versions", [](const Hit& hit) { return std::to_string(hit.versions); }},
    {"words", [](const Hit& hit) { return std::to_string(hit.words); }},
}};

const Field* field_named(std::string_view name) {
  const auto found = std::find_if(kFields.begin(), kFields.end(),
                                  [name](const Field& field) { return field.name == name; });
  return found == kFields.end() ? nullptr : &*found;
}

Error unknown_field(std::string_view name) {
  std::vector<std::string> known;
  std::string list;
  for (const Field& field : kFields) {
    known.emplace_back(field.name);
    list += format("{}{}", list.empty() ? "" : ", ", field.name);
  }
  const std::string near = config::nearest_name(name, known);
  return {ErrorCode::kInvalidArgument, format("--format: hits have no field {{{}}}", name),
          near.empty() ? format("there are {}", list) : format("did you mean {{{}}}?", near)};
}

Error unclosed_brace(std::string_view rest) {
  return {ErrorCode::kInvalidArgument, format("--format: the brace of {} is not closed", rest),
          "a field is written as {title}, a brace as {{"};
}

// What a letter behind a backslash stands for; empty when it is nothing special.
std::string_view escaped(char letter) {
  switch (letter) {
    case 't':
      return "\t";
    case 'n':
      return "\n";
    case '\\':
      return "\\";
    default:
      return {};
  }
}

}  // namespace

void HitTemplate::add(std::string_view text) {
  if (parts_.empty() || parts_.back().field) parts_.emplace_back();
  parts_.back().text += text;
}

Result<HitTemplate> HitTemplate::parse(std::string_view written) {
  HitTemplate out;
  for (std::size_t i = 0; i < written.size(); ++i) {
    const std::string_view rest = written.substr(i);
    if (rest.starts_with("{{") || rest.starts_with("}}")) {
      out.add(rest.substr(0, 1));
      ++i;
    } else if (rest.starts_with('{')) {
      const std::size_t end = rest.find('}');
      const std::string_view name = rest.substr(1, end == rest.npos ? end : end - 1);
      if (end == rest.npos) return unclosed_brace(rest);
      if (field_named(name) == nullptr) return unknown_field(name);
      out.parts_.push_back({std::string(name), true});
      i += end;
    } else if (rest.size() > 1 && rest[0] == '\\' && !escaped(rest[1]).empty()) {
      out.add(escaped(rest[1]));
      ++i;
    } else {
      out.add(rest.substr(0, 1));
    }
  }
  return out;
}

std::string HitTemplate::line_of(const Hit& hit, bool terminal) const {
  std::string line;
  for (const Part& part : parts_) {
    if (!part.field) {
      line += part.text;
    } else if (part.text == "path") {
      line += path_of(hit, terminal);
    } else {
      line += harmless(field_named(part.text)->value(hit));
    }
  }
  return line;
}

}  // namespace quire::cli
