#include "daemon/protocol/param_reader.h"

#include <algorithm>

#include "index/base/format.h"

namespace quire::protocol {
namespace {

std::string join(std::span<const std::string_view> words) {
  std::string out;
  for (const std::string_view word : words) {
    if (!out.empty()) out += ", ";
    out += word;
  }
  return out;
}

}  // namespace

ParamReader::ParamReader(const Params& params, std::string_view method) : method_(method) {
  if (params.json() == nullptr) return;
  if (params.json()->value.is_object()) {
    object_ = &params.json()->value;
  } else {
    fail(format("params of \"{}\" must be an object", method_),
         "name the parameters: {\"name\": value}");
  }
}

const Json* ParamReader::find(std::string_view name) {
  known_.push_back(name);
  if (object_ == nullptr) return nullptr;
  const auto found = object_->find(name);
  return found == object_->end() || found->is_null() ? nullptr : &*found;
}

bool ParamReader::has(std::string_view name) const {
  return object_ != nullptr && object_->contains(name) && !object_->at(std::string(name)).is_null();
}

void ParamReader::fail(std::string message, std::string hint) {
  if (!error_) error_ = Error{ErrorCode::kInvalidArgument, std::move(message), std::move(hint)};
}

void ParamReader::wrong(std::string_view name, std::string_view must_be) {
  fail(format("parameter \"{}\" of \"{}\" must be {}", name, method_, must_be), {});
}

void ParamReader::text(std::string_view name, std::string& out) {
  const Json* value = find(name);
  if (value == nullptr) return;
  if (!value->is_string()) return wrong(name, "a string");
  out = value->get_ref<const std::string&>();
}

void ParamReader::number_or_text(std::string_view name, std::optional<std::uint64_t>& number,
                                 std::string& text) {
  const Json* value = find(name);
  if (value == nullptr) return;
  if (value->is_number_unsigned()) {
    number = value->get<std::uint64_t>();
  } else if (value->is_string()) {
    text = value->get_ref<const std::string&>();
  } else {
    wrong(name, "a number from 0, or a string");
  }
}

void ParamReader::number(std::string_view name, std::uint32_t& out, std::uint32_t least,
                         std::uint32_t most) {
  const Json* value = find(name);
  if (value == nullptr) return;
  const bool fits = value->is_number_unsigned() && value->get<std::uint64_t>() >= least &&
                    value->get<std::uint64_t>() <= most;
  if (!fits) return wrong(name, format("a whole number from {} to {}", least, most));
  out = value->get<std::uint32_t>();
}

void ParamReader::flag(std::string_view name, bool& out) {
  const Json* value = find(name);
  if (value == nullptr) return;
  if (!value->is_boolean()) return wrong(name, "true or false");
  out = value->get<bool>();
}

void ParamReader::one_of(std::string_view name, std::size_t& out,
                         std::span<const std::string_view> names) {
  const Json* value = find(name);
  if (value == nullptr) return;
  const auto found = value->is_string() ? std::find(names.begin(), names.end(),
                                                    value->get_ref<const std::string&>())
                                        : names.end();
  if (found == names.end()) return wrong(name, format("one of {}", join(names)));
  out = static_cast<std::size_t>(found - names.begin());
}

void ParamReader::some_of(std::string_view name, std::vector<std::string>& out,
                          std::span<const std::string_view> names) {
  const Json* value = find(name);
  if (value == nullptr) return;
  const std::string must_be = format("an array of some of {}", join(names));
  if (!value->is_array()) return wrong(name, must_be);
  for (const Json& item : *value) {
    if (!item.is_string() ||
        std::find(names.begin(), names.end(), item.get_ref<const std::string&>()) == names.end()) {
      return wrong(name, must_be);
    }
    auto word = item.get<std::string>();
    if (std::find(out.begin(), out.end(), word) == out.end()) out.push_back(std::move(word));
  }
}

void ParamReader::texts(std::string_view name, std::vector<std::string>& out) {
  const Json* value = find(name);
  if (value == nullptr) return;
  const bool fits = value->is_array() && std::all_of(value->begin(), value->end(),
                                                     [](const Json& i) { return i.is_string(); });
  if (!fits) return wrong(name, "an array of strings");
  for (const Json& item : *value) out.push_back(item.get<std::string>());
}

void ParamReader::id(std::string_view name, std::string& out) {
  const Json* value = find(name);
  if (value == nullptr) return;
  if (!value->is_string() && !value->is_number()) return wrong(name, "a string or a number");
  out = dump(*value);
}

Result<void> ParamReader::finish() {
  if (!error_ && object_ != nullptr) {
    for (const auto& [name, value] : object_->items()) {
      if (std::find(known_.begin(), known_.end(), name) != known_.end()) continue;
      fail(format("\"{}\" has no parameter \"{}\"", method_, name),
           known_.empty() ? "it takes none" : format("it takes {}", join(known_)));
    }
  }
  if (error_) return *error_;
  return {};
}

}  // namespace quire::protocol
