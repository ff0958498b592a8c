#include "index/extract/formats/mail/header.h"

#include <algorithm>
#include <charconv>

#include "index/extract/formats/ascii.h"
#include "index/extract/formats/base64.h"
#include "index/extract/formats/mail/transfer.h"
#include "index/text/charset.h"
#include "index/text/normalizer.h"

namespace quire::extract::formats {
namespace {

constexpr std::string_view kSpace = " \t\r\n";

std::string utf8_of(std::string_view bytes, std::string_view charset) {
  auto decoded = text::decode(bytes, charset);
  return decoded ? std::move(decoded->text) : std::string();
}

struct EncodedWord {
  std::string_view charset;
  std::string bytes;
  std::size_t length = 0;  // as written; 0 when there is none
};

// "=?charset*language?q?text?=" at the front.
EncodedWord encoded_word_at(std::string_view text) {
  if (!text.starts_with("=?")) return {};
  const std::size_t charset_end = text.find('?', 2);
  if (charset_end == std::string_view::npos || charset_end + 2 >= text.size() ||
      text[charset_end + 2] != '?') {
    return {};
  }
  const std::size_t begin = charset_end + 3;
  const std::size_t end = text.find("?=", begin);
  if (end == std::string_view::npos) return {};
  EncodedWord word;
  word.charset = text.substr(2, charset_end - 2);
  word.charset = word.charset.substr(0, word.charset.find('*'));
  const std::string_view inside = text.substr(begin, end - begin);
  const char kind = text[charset_end + 1];
  const bool base64 = kind == 'B' || kind == 'b';
  word.bytes = base64 ? decode_base64(inside) : decode_quoted_printable(inside, true);
  word.length = end + 2;
  return word;
}

std::string percent_decoded(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    unsigned value = 0;
    const std::string_view digits = text.substr(i + 1, 2);
    if (text[i] == '%' && digits.size() == 2 &&
        std::from_chars(digits.data(), digits.data() + 2, value, 16).ptr == digits.data() + 2) {
      out.push_back(static_cast<char>(value));
      i += 2;
    } else {
      out.push_back(text[i]);
    }
  }
  return out;
}

// `name=value` or `name="value"` off the front, up to the ';' behind it.
std::pair<std::string, std::string> take_parameter(std::string_view& rest) {
  const std::size_t equals = rest.find_first_of("=;");
  if (equals == std::string_view::npos || rest[equals] == ';') {
    rest.remove_prefix(std::min(equals, rest.size() - 1) + 1);
    return {};
  }
  std::string name = lower(trimmed(rest.substr(0, equals)));
  rest.remove_prefix(equals + 1);
  rest.remove_prefix(std::min(rest.find_first_not_of(kSpace), rest.size()));
  std::string value;
  if (rest.starts_with('"')) {
    std::size_t i = 1;
    for (; i < rest.size() && rest[i] != '"'; ++i) {
      if (rest[i] == '\\' && i + 1 < rest.size()) ++i;
      value.push_back(rest[i]);
    }
    rest.remove_prefix(std::min(i + 1, rest.size()));
    rest.remove_prefix(std::min(rest.find(';'), rest.size()));
  } else {
    const std::string_view plain = rest.substr(0, rest.find(';'));
    value = trimmed(plain);
    rest.remove_prefix(plain.size());
  }
  if (!rest.empty()) rest.remove_prefix(1);
  return {std::move(name), std::move(value)};
}

// "charset'language'text" with percent signs.
std::string extended_value(std::string_view value) {
  const std::size_t charset_end = value.find('\'');
  if (charset_end == std::string_view::npos) return percent_decoded(value);
  const std::size_t language_end = value.find('\'', charset_end + 1);
  if (language_end == std::string_view::npos) return percent_decoded(value);
  return utf8_of(percent_decoded(value.substr(language_end + 1)), value.substr(0, charset_end));
}

}  // namespace

std::string_view Header::raw(std::string_view lower_name) const {
  const auto at = std::find_if(fields.begin(), fields.end(), [lower_name](const auto& field) {
    return field.first == lower_name;
  });
  return at == fields.end() ? std::string_view() : std::string_view(at->second);
}

std::string Header::text(std::string_view lower_name) const {
  return text::collapse_space(decode_words(raw(lower_name)));
}

Header take_header(std::string_view& bytes) {
  Header header;
  while (!bytes.empty()) {
    const std::string_view line = take_line(bytes);
    if (trimmed(line).empty()) break;
    const bool folded = line.front() == ' ' || line.front() == '\t';
    if (folded && !header.fields.empty()) {
      header.fields.back().second += ' ';
      header.fields.back().second += trimmed(line);
      continue;
    }
    const std::size_t colon = line.find(':');
    const std::string_view name = trimmed(line.substr(0, std::min(colon, line.size())));
    if (colon == std::string_view::npos || name.find_first_of(kSpace) != std::string_view::npos ||
        header.fields.size() >= kMostFields) {
      continue;
    }
    header.fields.emplace_back(lower(name), trimmed(line.substr(colon + 1)));
  }
  return header;
}

std::string_view Parameters::get(const std::string& lower_name) const {
  const auto at = values.find(lower_name);
  return at == values.end() ? std::string_view() : std::string_view(at->second);
}

Parameters parse_parameters(std::string_view raw) {
  Parameters parameters;
  const std::size_t end = std::min(raw.find(';'), raw.size());
  parameters.value = lower(trimmed(raw.substr(0, end)));
  std::string_view rest = raw.substr(std::min(end + 1, raw.size()));
  std::map<std::string, bool> extended;
  while (!rest.empty()) {
    auto [name, value] = take_parameter(rest);
    if (name.empty()) continue;
    // "name*", "name*0" and "name*0*"; parts come in their order.
    const std::size_t star = name.find('*');
    const std::string base = name.substr(0, star);
    if (star != std::string::npos && name.ends_with('*')) extended[base] = true;
    std::string& whole = parameters.values[base];
    if (star == std::string::npos ||
        name.substr(star).find_first_of("123456789") == std::string::npos) {
      whole.clear();
    }
    whole += value;
  }
  for (const auto& [name, is_extended] : extended) {
    parameters.values[name] = extended_value(parameters.values[name]);
  }
  return parameters;
}

std::string decode_words(std::string_view raw) {
  std::string out;
  std::string bytes;         // of encoded words that follow each other
  std::string_view charset;  // theirs
  const auto flush = [&] {
    if (!bytes.empty()) out += utf8_of(bytes, charset);
    bytes.clear();
  };
  std::size_t plain = 0;  // where the text that is not encoded begins
  for (std::size_t i = raw.find("=?"); i != std::string_view::npos; i = raw.find("=?", i)) {
    EncodedWord word = encoded_word_at(raw.substr(i));
    if (word.length == 0) {
      i += 2;
      continue;
    }
    const std::string_view between = raw.substr(plain, i - plain);
    // White space between encoded words is none; a character may be cut between two of them.
    const bool adjacent = !bytes.empty() && trimmed(between).empty();
    if (!adjacent || lower(word.charset) != lower(charset)) flush();
    if (!adjacent && !between.empty()) out += utf8_of(between, {});
    charset = word.charset;
    bytes += word.bytes;
    i += word.length;
    plain = i;
  }
  flush();
  if (plain < raw.size()) out += utf8_of(raw.substr(plain), {});
  return out;
}

}  // namespace quire::extract::formats
