#pragma once
// Reads one table of a settings file, setting by setting, and gathers all that is wrong with it.
// toml++ is included by this header and settings_reader.cc alone. Owned by one thread.

#include <toml++/toml.h>

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "config/environment.h"
#include "config/origins.h"
#include "index/base/error.h"

namespace quire::config {

// What all tables of one file share.
struct ReadContext {
  const Environment& environment;
  Origins origins;
  std::vector<Error> errors;
};

[[nodiscard]] Place place_of(const toml::source_region& region);

// A setting that is missing leaves `out` as it is; one that is wrong does so too, with an error.
class TableReader {
 public:
  // `table` may be null: then nothing is set. `section` is what the names in messages begin with,
  // as in "watch" or "drop[0]". `table` and `context` must outlive the reader.
  TableReader(const toml::table* table, std::string section, ReadContext& context);

  void text(std::string_view key, std::string& out);
  void texts(std::string_view key, std::vector<std::string>& out);
  // Made absolute.
  void path(std::string_view key, std::string& out);
  // The same, but "" stands for none.
  void optional_path(std::string_view key, std::string& out);
  // Bytes, as a whole number or a text with a unit.
  void size(std::string_view key, std::uint64_t& out, std::uint64_t least, std::uint64_t most);
  void number(std::string_view key, std::uint32_t& out, std::uint32_t least, std::uint32_t most);

  // The enumerator whose place in `names` is that of the text.
  template <class Enum>
  void choice(std::string_view key, Enum& out, std::span<const std::string_view> names) {
    if (const auto index = choice_of(key, names)) out = static_cast<Enum>(*index);
  }

  // The setting's text is right in itself but not for another reason.
  void fail(std::string_view key, std::string message, std::string hint);

  [[nodiscard]] bool has(std::string_view key) const;

  // Reports the settings that nobody has asked for. Call it last.
  void finish() { report_unknown(known_); }
  // Reports those that are not in `known`.
  void report_unknown(std::span<const std::string> known);

  // Those that have been asked for, in that order.
  [[nodiscard]] const std::vector<std::string>& known() const { return known_; }

 private:
  // Nothing when the setting is missing or wrong.
  std::optional<std::string> text_of(std::string_view key);
  void set_path(std::string_view key, std::string_view written, std::string& out);
  // Null when the setting is missing; remembers where it stands otherwise.
  const toml::node* find(std::string_view key);
  std::optional<std::size_t> choice_of(std::string_view key,
                                       std::span<const std::string_view> names);
  void wrong_type(std::string_view key, std::string_view must_be, const toml::node& node);
  void out_of_range(std::string_view key, std::string_view is, std::string_view least,
                    std::string_view most);
  std::string name_of(std::string_view key) const;

  const toml::table* table_;
  const std::string section_;
  ReadContext& context_;
  std::vector<std::string> known_;
};

}  // namespace quire::config
