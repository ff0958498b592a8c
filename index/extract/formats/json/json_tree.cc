#include "index/extract/formats/json/json_tree.h"

#include <cstddef>
#include <iterator>
#include <nlohmann/json.hpp>

#include "index/base/format.h"

namespace quire::extract::formats {
namespace {

using Json = nlohmann::json;

// Reads the text and counts its lines, so that the values can be told where they stand.
class CountingIterator {
 public:
  using iterator_category = std::input_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char*;
  using reference = const char&;

  CountingIterator(const char* at, std::uint32_t* line) : at_(at), line_(line) {}

  reference operator*() const { return *at_; }
  CountingIterator& operator++() {
    if (*at_ == '\n') ++*line_;
    ++at_;
    return *this;
  }
  CountingIterator operator++(int) {
    CountingIterator before = *this;
    ++*this;
    return before;
  }
  bool operator==(const CountingIterator& other) const { return at_ == other.at_; }

 private:
  const char* at_;
  std::uint32_t* line_;
};

class TreeBuilder final : public nlohmann::json_sax<Json> {
 public:
  explicit TreeBuilder(const std::uint32_t& line) : line_(line) {}

  bool null() override { return add(Value::Kind::kNothing, {}); }
  bool boolean(bool value) override { return add(Value::Kind::kBoolean, value ? "true" : "false"); }
  bool number_integer(number_integer_t value) override {
    return add(Value::Kind::kNumber, std::to_string(value));
  }
  bool number_unsigned(number_unsigned_t value) override {
    return add(Value::Kind::kNumber, std::to_string(value));
  }
  bool number_float(number_float_t /*value*/, const string_t& written) override {
    return add(Value::Kind::kNumber, written);
  }
  bool string(string_t& value) override { return add(Value::Kind::kString, std::move(value)); }
  bool binary(binary_t& /*value*/) override { return false; }
  bool start_object(std::size_t /*elements*/) override { return open(Value::Kind::kObject); }
  bool key(string_t& value) override {
    key_ = std::move(value);
    return true;
  }
  bool end_object() override { return close(); }
  bool start_array(std::size_t /*elements*/) override { return open(Value::Kind::kList); }
  bool end_array() override { return close(); }
  bool parse_error(std::size_t position, const std::string& /*token*/,
                   const nlohmann::detail::exception& /*error*/) override {
    error_ = Error{ErrorCode::kUnsupported, format("broken JSON at byte {}", position),
                   "it is read again when it changes"};
    return false;
  }

  Value root() && { return std::move(root_); }
  const Error& error() const { return error_; }

 private:
  Value* put(Value value) {
    if (open_.empty()) {
      root_ = std::move(value);
      return &root_;
    }
    Value& parent = *open_.back();
    value.name = std::exchange(key_, {});
    parent.members.push_back(std::move(value));
    return &parent.members.back();
  }

  bool add(Value::Kind kind, std::string text) {
    if (++values_ > kMostValues) {
      error_ = Error{ErrorCode::kTooLarge, format("JSON of more than {} values", kMostValues),
                     "split it into several files"};
      return false;
    }
    put(Value{kind, line_, std::move(text), {}, {}});
    return true;
  }

  bool open(Value::Kind kind) {
    if (open_.size() >= kDeepestJson) {
      error_ = Error{ErrorCode::kTooLarge, format("JSON nested deeper than {}", kDeepestJson),
                     "no article is written so; leave it out with an ignore pattern"};
      return false;
    }
    // Members of the innermost open value move when it grows, never those that are open: they are
    // its last.
    open_.push_back(put(Value{kind, line_, {}, {}, {}}));
    return ++values_ <= kMostValues || add(kind, {});
  }

  bool close() {
    open_.pop_back();
    return true;
  }

  const std::uint32_t& line_;
  Value root_;
  std::vector<Value*> open_;
  std::string key_;
  std::size_t values_ = 0;
  Error error_;
};

}  // namespace

Result<Value> parse_json(std::string_view text, std::uint32_t first_line) {
  std::uint32_t line = first_line;
  TreeBuilder builder(line);
  const CountingIterator begin(text.data(), &line);
  const CountingIterator end(text.data() + text.size(), &line);
  if (!Json::sax_parse(begin, end, &builder)) return builder.error();
  return std::move(builder).root();
}

}  // namespace quire::extract::formats
