#pragma once
// Writes JSON text straight into a string, without a tree in between: a page of hits is most of
// what the daemon sends, and building and dumping a tree of it costs more than finding it. Internal
// to this folder. Owned by one thread.

#include <cstdint>
#include <string>
#include <string_view>

namespace quire::protocol {

class JsonWriter {
 public:
  // The caller sees to it that what is begun is ended, and that members of objects have keys.
  JsonWriter& begin_object() { return begin('{'); }
  JsonWriter& end_object() { return end('}'); }
  JsonWriter& begin_array() { return begin('['); }
  JsonWriter& end_array() { return end(']'); }
  // A literal without anything to escape.
  JsonWriter& key(std::string_view name);
  // Bytes that are not UTF-8 become U+FFFD.
  JsonWriter& text(std::string_view value);
  JsonWriter& number(std::uint64_t value) { return raw(std::to_string(value)); }
  JsonWriter& number(double value);  // finite
  JsonWriter& boolean(bool value) { return raw(value ? "true" : "false"); }
  JsonWriter& null() { return raw("null"); }

  [[nodiscard]] std::string take() { return std::move(out_); }

 private:
  JsonWriter& begin(char bracket);
  JsonWriter& end(char bracket);
  JsonWriter& raw(std::string_view value);
  void separate();
  void escape(std::string_view value);

  std::string out_;
  bool first_ = true;  // nothing stands before the next value in its object or array
};

}  // namespace quire::protocol
