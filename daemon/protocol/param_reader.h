#pragma once
// Reads named parameters one after the other and remembers the first thing that is wrong, so that
// the error can name the parameter and what it must be. Internal to this folder.

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/protocol/json.h"
#include "index/base/result.h"

namespace quire::protocol {

class ParamReader {
 public:
  ParamReader(const Params& params, std::string_view method);

  void text(std::string_view name, std::string& out);
  void number(std::string_view name, std::uint32_t& out, std::uint32_t least, std::uint32_t most);
  void flag(std::string_view name, bool& out);
  // Of the two, the one that is given.
  void number_or_text(std::string_view name, std::optional<std::uint64_t>& number,
                      std::string& text);
  // The index in `names` of the given word.
  void one_of(std::string_view name, std::size_t& out, std::span<const std::string_view> names);
  void some_of(std::string_view name, std::vector<std::string>& out,
               std::span<const std::string_view> names);
  void texts(std::string_view name, std::vector<std::string>& out);
  // A string or number, as JSON text.
  void id(std::string_view name, std::string& out);

  [[nodiscard]] bool has(std::string_view name) const;
  void fail(std::string message, std::string hint);

  // The first error, or one for the first parameter that nobody has read.
  [[nodiscard]] Result<void> finish();

 private:
  // The value to read, or null when it was left out (JSON null counts as left out).
  const Json* find(std::string_view name);
  void wrong(std::string_view name, std::string_view must_be);

  const std::string method_;
  const Json* object_ = nullptr;
  std::vector<std::string_view> known_;
  std::optional<Error> error_;
};

}  // namespace quire::protocol
