#include "config/toml_reader.h"

#include <algorithm>

#include "config/byte_size.h"
#include "config/paths.h"
#include "config/suggestion.h"
#include "index/base/format.h"

namespace quire::config {
namespace {

std::string_view name_of(toml::node_type type) {
  switch (type) {
    case toml::node_type::table:
      return "a table";
    case toml::node_type::array:
      return "a list";
    case toml::node_type::string:
      return "a text";
    case toml::node_type::integer:
      return "a whole number";
    case toml::node_type::floating_point:
      return "a fraction";
    case toml::node_type::boolean:
      return "true or false";
    default:
      return "a date or time";
  }
}

std::string quoted_list(std::span<const std::string_view> names) {
  std::string out;
  for (const std::string_view name : names) {
    out += format("{}\"{}\"", out.empty() ? "" : ", ", name);
  }
  return out;
}

}  // namespace

Place place_of(const toml::source_region& region) {
  return {region.begin.line, region.begin.column};
}

TableReader::TableReader(const toml::table* table, std::string section, ReadContext& context)
    : table_(table), section_(std::move(section)), context_(context) {}

std::string TableReader::name_of(std::string_view key) const {
  return section_.empty() ? std::string(key) : format("{}.{}", section_, key);
}

bool TableReader::has(std::string_view key) const {
  return table_ != nullptr && table_->contains(key);
}

const toml::node* TableReader::find(std::string_view key) {
  known_.emplace_back(key);
  if (table_ == nullptr) return nullptr;
  const toml::node* node = table_->get(key);
  if (node != nullptr) context_.origins.places[name_of(key)] = place_of(node->source());
  return node;
}

void TableReader::fail(std::string_view key, std::string message, std::string hint) {
  context_.errors.push_back({ErrorCode::kInvalidArgument,
                             context_.origins.prefix(name_of(key)) + std::move(message),
                             std::move(hint)});
}

void TableReader::wrong_type(std::string_view key, std::string_view must_be,
                             const toml::node& node) {
  fail(key,
       format("\"{}\" must be {}, not {}", name_of(key), must_be, config::name_of(node.type())),
       {});
}

void TableReader::out_of_range(std::string_view key, std::string_view is, std::string_view least,
                               std::string_view most) {
  fail(key, format("\"{}\" must be {} to {}, and is {}", name_of(key), least, most, is), {});
}

std::optional<std::string> TableReader::text_of(std::string_view key) {
  const toml::node* node = find(key);
  if (node == nullptr) return std::nullopt;
  if (const auto* value = node->as_string()) return value->get();
  wrong_type(key, "a text in quotes", *node);
  return std::nullopt;
}

void TableReader::text(std::string_view key, std::string& out) {
  if (auto written = text_of(key)) out = std::move(*written);
}

void TableReader::texts(std::string_view key, std::vector<std::string>& out) {
  const toml::node* node = find(key);
  if (node == nullptr) return;
  const toml::array* list = node->as_array();
  if (list == nullptr) {
    wrong_type(key, "a list of texts, as in [\"a\", \"b\"]", *node);
    return;
  }
  std::vector<std::string> values;
  for (const toml::node& item : *list) {
    const auto* value = item.as_string();
    if (value == nullptr || value->get().empty()) {
      fail(key, format("\"{}\" must hold texts in quotes, none of them empty", name_of(key)), {});
      return;
    }
    values.push_back(value->get());
  }
  out = std::move(values);
}

void TableReader::path(std::string_view key, std::string& out) {
  if (const auto written = text_of(key)) set_path(key, *written, out);
}

void TableReader::optional_path(std::string_view key, std::string& out) {
  const auto written = text_of(key);
  if (!written) return;
  if (written->empty()) {
    out.clear();
  } else {
    set_path(key, *written, out);
  }
}

void TableReader::set_path(std::string_view key, std::string_view written, std::string& out) {
  if (written.find('\0') != std::string_view::npos) {
    fail(key, format("\"{}\" holds a NUL, which no path can", name_of(key)), {});
    return;
  }
  auto absolute = absolute_path(written, context_.environment);
  if (absolute) {
    out = std::move(*absolute);
  } else {
    fail(key, format("\"{}\": {}", name_of(key), absolute.error().message), absolute.error().hint);
  }
}

void TableReader::size(std::string_view key, std::uint64_t& out, std::uint64_t least,
                       std::uint64_t most) {
  const toml::node* node = find(key);
  if (node == nullptr) return;
  std::optional<std::uint64_t> bytes;
  std::string written;
  if (const auto* number = node->as_integer()) {
    if (number->get() >= 0) bytes = static_cast<std::uint64_t>(number->get());
    written = std::to_string(number->get());
  } else if (const auto* text = node->as_string()) {
    bytes = parse_byte_size(text->get());
    written = format("\"{}\"", text->get());
    if (!bytes) {
      fail(key, format("\"{}\" is no size: {}", name_of(key), written),
           "write a whole number and B, KiB, MiB or GiB, as in \"64 MiB\"");
      return;
    }
  } else {
    wrong_type(key, "a size, as in \"64 MiB\"", *node);
    return;
  }
  if (bytes && *bytes >= least && *bytes <= most) {
    out = *bytes;
  } else {
    out_of_range(key, written, format_byte_size(least), format_byte_size(most));
  }
}

void TableReader::number(std::string_view key, std::uint32_t& out, std::uint32_t least,
                         std::uint32_t most) {
  const toml::node* node = find(key);
  if (node == nullptr) return;
  const auto* value = node->as_integer();
  if (value == nullptr) {
    wrong_type(key, "a whole number", *node);
  } else if (value->get() < std::int64_t{least} || value->get() > std::int64_t{most}) {
    out_of_range(key, std::to_string(value->get()), std::to_string(least), std::to_string(most));
  } else {
    out = static_cast<std::uint32_t>(value->get());
  }
}

std::optional<std::size_t> TableReader::choice_of(std::string_view key,
                                                  std::span<const std::string_view> names) {
  const toml::node* node = find(key);
  if (node == nullptr) return std::nullopt;
  const auto* value = node->as_string();
  if (value == nullptr) {
    wrong_type(key, format("one of {}", quoted_list(names)), *node);
    return std::nullopt;
  }
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (value->get() == names[i]) return i;
  }
  fail(key,
       format("\"{}\" must be one of {}, and is \"{}\"", name_of(key), quoted_list(names),
              value->get()),
       {});
  return std::nullopt;
}

void TableReader::report_unknown(std::span<const std::string> known) {
  if (table_ == nullptr) return;
  for (const auto& [key, node] : *table_) {
    const std::string_view name = key.str();
    if (std::find(known.begin(), known.end(), name) != known.end()) continue;
    const std::string where = context_.origins.prefix(place_of(key.source()));
    context_.errors.push_back({ErrorCode::kInvalidArgument,
                               format("{}unknown setting \"{}\"", where, name_of(name)),
                               suggestion(name, known)});
  }
}

}  // namespace quire::config
