#include "daemon/protocol/json_writer.h"

#include "index/base/format.h"
#include "index/base/utf8.h"

namespace quire::protocol {
namespace {

bool stands_for_itself(char c) {
  return static_cast<unsigned char>(c) >= 0x20 && c != '"' && c != '\\';
}

}  // namespace

JsonWriter& JsonWriter::begin(char bracket) {
  separate();
  out_.push_back(bracket);
  first_ = true;
  return *this;
}

JsonWriter& JsonWriter::end(char bracket) {
  out_.push_back(bracket);
  first_ = false;
  return *this;
}

JsonWriter& JsonWriter::key(std::string_view name) {
  separate();
  out_.push_back('"');
  out_ += name;
  out_ += "\":";
  first_ = true;
  return *this;
}

JsonWriter& JsonWriter::text(std::string_view value) {
  separate();
  out_.push_back('"');
  if (first_invalid_utf8(value)) {
    escape(to_valid_utf8(value));
  } else {
    escape(value);
  }
  out_.push_back('"');
  return *this;
}

JsonWriter& JsonWriter::number(double value) { return raw(format("{}", value)); }

JsonWriter& JsonWriter::raw(std::string_view value) {
  separate();
  out_ += value;
  return *this;
}

void JsonWriter::separate() {
  if (!first_) out_.push_back(',');
  first_ = false;
}

void JsonWriter::escape(std::string_view value) {
  std::size_t start = 0;
  for (std::size_t i = 0; i < value.size(); ++i) {
    const char c = value[i];
    if (stands_for_itself(c)) continue;
    out_ += value.substr(start, i - start);
    start = i + 1;
    if (c == '"' || c == '\\') {
      out_.push_back('\\');
      out_.push_back(c);
    } else if (c == '\n') {
      out_ += "\\n";
    } else {
      out_ += format("\\u{:04x}", static_cast<unsigned>(c));
    }
  }
  out_ += value.substr(start);
}

}  // namespace quire::protocol
