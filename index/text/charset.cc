#include "index/text/charset.h"

#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <memory>
#include <optional>

#include "index/base/format.h"
#include "index/base/utf8.h"
#include "index/text/mojibake.h"

namespace quire::text {
namespace {

// What ICU's 32-bit lengths can carry when every byte grows to three.
constexpr std::size_t kMaxBytes = std::size_t{512} << 20U;
constexpr const char* kFallback = "windows-1252";

struct ConverterCloser {
  void operator()(UConverter* converter) const { ucnv_close(converter); }
};
struct DetectorCloser {
  void operator()(UCharsetDetector* detector) const { ucsdet_close(detector); }
};

struct ByteOrderMark {
  std::string_view bytes;
  const char* charset;
};

using namespace std::string_view_literals;

// UTF-32 before UTF-16, whose little-endian mark begins the same.
constexpr std::array kByteOrderMarks = {
    ByteOrderMark{"\xEF\xBB\xBF"sv, "UTF-8"},    ByteOrderMark{"\xFF\xFE\0\0"sv, "UTF-32LE"},
    ByteOrderMark{"\0\0\xFE\xFF"sv, "UTF-32BE"}, ByteOrderMark{"\xFF\xFE"sv, "UTF-16LE"},
    ByteOrderMark{"\xFE\xFF"sv, "UTF-16BE"},
};

std::optional<std::string> convert(std::string_view bytes, const char* charset) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UConverter, ConverterCloser> converter(ucnv_open(charset, &status));
  if (U_FAILURE(status) != 0) return std::nullopt;
  const icu::UnicodeString text(bytes.data(), static_cast<std::int32_t>(bytes.size()),
                                converter.get(), status);
  if (U_FAILURE(status) != 0) return std::nullopt;
  std::string out;
  text.toUTF8String(out);
  return out;
}

// The control characters that text has.
bool is_of_text(char c) {
  constexpr char kEscape = 0x1B;
  return c == '\t' || c == '\n' || c == '\f' || c == '\r' || c == kEscape;
}

Error binary_error(std::size_t offset, unsigned byte) {
  return {ErrorCode::kUnsupported,
          format("binary data, not text: control character 0x{:02X} at byte {}", byte, offset),
          "convert it to text first, or leave such files out with an ignore pattern"};
}

// Nothing when `bytes`, in a charset that has ASCII in it, can be text.
std::optional<Error> find_binary(std::string_view bytes) {
  const std::size_t nul = bytes.find('\0');
  if (nul != std::string_view::npos) return binary_error(nul, 0);
  constexpr std::size_t kCharactersPerControl = 100;
  std::size_t controls = 0;
  std::size_t first = bytes.size();
  for (std::size_t at = find_control(bytes, 0); at < bytes.size();
       at = find_control(bytes, at + 1)) {
    if (is_of_text(bytes[at])) continue;
    first = std::min(first, at);
    ++controls;
  }
  if (controls * kCharactersPerControl <= bytes.size()) return std::nullopt;
  return binary_error(first, static_cast<unsigned char>(bytes[first]));
}

// A few broken bytes in what is UTF-8 otherwise, e.g. cut in the middle of a character.
bool is_nearly_utf8(std::string_view bytes) {
  constexpr std::size_t kGoodPerBad = 10;
  std::size_t good = 0;
  std::size_t bad = 0;
  for (std::size_t offset = 0; offset < bytes.size();) {
    const DecodedChar c = decode_utf8(bytes, offset);
    if (!c.valid) ++bad;
    if (c.length > 1) ++good;
    offset += c.length;
  }
  return good >= kGoodPerBad * bad;
}

bool is_high(char c) { return static_cast<unsigned char>(c) >= 0x80; }

// Whether most bytes beyond ASCII stand alone, as accented letters do; the bytes of charsets with
// two bytes a character come in runs.
bool stand_alone(std::string_view bytes) {
  constexpr std::size_t kPercent = 70;
  std::size_t high = 0;
  std::size_t alone = 0;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    if (!is_high(bytes[i])) continue;
    ++high;
    const bool before = i > 0 && is_high(bytes[i - 1]);
    const bool after = i + 1 < bytes.size() && is_high(bytes[i + 1]);
    if (!before && !after) ++alone;
  }
  return alone * 100 > high * kPercent;
}

// The detector guesses from statistics alone. Nobody drops EBCDIC into a folder of articles, nor
// UTF-16 and UTF-32 without their marks, and UTF-8 was tried before.
bool is_plausible(std::string_view charset, std::string_view bytes) {
  constexpr std::array kNever = {"IBM42"sv, "UTF-"sv};
  constexpr std::array kDoubleByte = {"Big5"sv, "GB18030"sv, "Shift_JIS"sv, "EUC-"sv};
  const auto begins = [charset](std::string_view name) { return charset.starts_with(name); };
  if (std::any_of(kNever.begin(), kNever.end(), begins)) return false;
  return !std::any_of(kDoubleByte.begin(), kDoubleByte.end(), begins) || !stand_alone(bytes);
}

// The detector reads only the beginning of what it gets, so it gets the part that tells.
std::string_view telling_part(std::string_view bytes) {
  constexpr std::size_t kContext = 512;
  constexpr std::size_t kLength = 16384;
  const std::size_t telling = first_invalid_utf8(bytes).value_or(0);
  return bytes.substr(telling > kContext ? telling - kContext : 0, kLength);
}

std::string detect(std::string_view bytes) {
  constexpr std::int32_t kLeastConfidence = 10;  // of 100
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UCharsetDetector, DetectorCloser> detector(ucsdet_open(&status));
  const std::string_view part = telling_part(bytes);
  ucsdet_setText(detector.get(), part.data(), static_cast<std::int32_t>(part.size()), &status);
  std::int32_t count = 0;
  const UCharsetMatch** matches = ucsdet_detectAll(detector.get(), &count, &status);
  if (U_FAILURE(status) != 0) return kFallback;
  for (std::int32_t i = 0; i < count; ++i) {
    const char* name = ucsdet_getName(matches[i], &status);
    if (ucsdet_getConfidence(matches[i], &status) < kLeastConfidence) break;
    if (is_plausible(name, part)) return name;
  }
  return kFallback;
}

// ISO-2022 writes Japanese, Korean and Chinese with seven bits: valid UTF-8, and no text in it.
bool may_be_iso_2022(std::string_view bytes) {
  return bytes.find("\x1B$") != std::string_view::npos ||
         bytes.find("\x1B(") != std::string_view::npos;
}

Result<DecodedText> decode_marked(std::string_view bytes, const char* charset) {
  auto text = convert(bytes, charset);
  if (!text) return Error{ErrorCode::kIo, format("cannot convert from {}", charset), ""};
  if (auto error = find_binary(*text)) return *std::move(error);
  if (auto mended = mend_mojibake(*text)) return DecodedText{*std::move(mended), charset, true};
  return DecodedText{*std::move(text), charset};
}

Result<DecodedText> decode_detected(std::string_view bytes, const std::string& charset) {
  // Latin 1 is what windows-1252 is called by those who do not know the difference.
  auto text = convert(bytes, charset == "ISO-8859-1" ? kFallback : charset.c_str());
  if (text) return DecodedText{*std::move(text), charset};
  text = convert(bytes, kFallback);
  if (!text) return Error{ErrorCode::kIo, format("cannot convert from {}", kFallback), ""};
  return DecodedText{*std::move(text), kFallback};
}

// What a declaration means: names that pages and mails use loosely stand for the larger charset, as
// in the Encoding Standard (encoding.spec.whatwg.org).
std::string charset_meant(std::string_view declared) {
  struct Alias {
    std::string_view name;
    std::string_view meant;
  };
  constexpr std::array kAliases = {
      Alias{"iso-8859-1", "windows-1252"},
      Alias{"latin1", "windows-1252"},
      Alias{"us-ascii", "windows-1252"},
      Alias{"ascii", "windows-1252"},
      Alias{"iso-8859-9", "windows-1254"},
      Alias{"iso-8859-11", "windows-874"},
      Alias{"tis-620", "windows-874"},
      Alias{"gb2312", "GB18030"},
      Alias{"gbk", "GB18030"},
      Alias{"shift_jis", "windows-31j"},
      Alias{"shift-jis", "windows-31j"},
      Alias{"x-sjis", "windows-31j"},
      Alias{"euc-kr", "windows-949"},
      Alias{"ks_c_5601-1987", "windows-949"},
      Alias{"iso-8859-8-i", "ISO-8859-8"},
      Alias{"utf8", "UTF-8"},
      Alias{"unicode-1-1-utf-7", "UTF-7"},
      Alias{"x-unicode-2-0-utf-7", "UTF-7"},
  };
  std::string name;
  for (const char c : declared) {
    if (c >= 'A' && c <= 'Z') {
      name.push_back(static_cast<char>(c - 'A' + 'a'));
    } else if (c > ' ' && c < 0x7F && c != '"' && c != '\'') {
      name.push_back(c);
    }
  }
  const auto* alias = std::find_if(kAliases.begin(), kAliases.end(),
                                   [&name](const Alias& a) { return a.name == name; });
  return alias == kAliases.end() ? name : std::string(alias->meant);
}

// Whether ASCII means itself in it; it was ASCII that the declaration was read from.
bool holds_ascii(const std::string& charset) {
  constexpr std::string_view kAscii = "<aZ0 =\"";
  return convert(kAscii, charset.c_str()) == kAscii;
}

bool has_one_byte_a_character(const std::string& charset) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UConverter, ConverterCloser> converter(ucnv_open(charset.c_str(), &status));
  return U_SUCCESS(status) != 0 && ucnv_getMaxCharSize(converter.get()) == 1;
}

// UTF-16 or UTF-32 that says so outside of its bytes: which of the two orders, by where the zeros
// of ASCII's characters stand. Nothing when there are none.
std::optional<std::string> byte_order_of(std::string_view bytes, const std::string& charset) {
  const bool wide = charset.starts_with("utf-32");
  if (!wide && !charset.starts_with("utf-16") && charset != "unicode" && charset != "ucs-2") {
    return std::nullopt;
  }
  const std::size_t width = wide ? 4 : 2;
  std::size_t first = 0;
  std::size_t last = 0;
  constexpr std::size_t kLookedAt = 4096;
  for (std::size_t i = 0; i + width <= std::min(bytes.size(), kLookedAt); i += width) {
    if (bytes[i] == '\0') ++first;
    if (bytes[i + width - 1] == '\0') ++last;
  }
  if (first == 0 && last == 0) return std::nullopt;
  return std::string(wide ? "UTF-32" : "UTF-16") + (first > last ? "BE" : "LE");
}

constexpr std::string_view kReplacement = "\uFFFD";

std::size_t count_replaced(std::string_view text) {
  std::size_t count = 0;
  for (auto at = text.find(kReplacement); at != std::string_view::npos;
       at = text.find(kReplacement, at + kReplacement.size())) {
    ++count;
  }
  return count;
}

// `bytes` read as what they are declared to be; nothing when more than one character in
// `characters_per_error` does not exist there.
std::optional<DecodedText> decode_declared(std::string_view bytes, const std::string& charset,
                                           std::size_t characters_per_error) {
  if (charset.empty() || charset == "UTF-8" || charset == "utf-8" || !holds_ascii(charset)) {
    return std::nullopt;
  }
  auto text = convert(bytes, charset.c_str());
  if (!text || count_replaced(*text) * characters_per_error > text->size()) return std::nullopt;
  return DecodedText{*std::move(text), charset};
}

// Text in charsets of several bytes a character may be valid UTF-8 by chance, as long as it is
// short.
bool is_surely_utf8(std::string_view bytes) {
  constexpr std::size_t kEnough = 8;
  const auto starts = std::count_if(bytes.begin(), bytes.end(),
                                    [](char c) { return static_cast<unsigned char>(c) >= 0xC2; });
  return static_cast<std::size_t>(starts) >= kEnough;
}

DecodedText from_utf8(std::string text) {
  if (auto mended = mend_mojibake(text)) return {*std::move(mended), "UTF-8", true};
  return {std::move(text), "UTF-8"};
}

Result<DecodedText> decode_unmarked(std::string_view bytes, const std::string& charset) {
  constexpr std::size_t kNoError = static_cast<std::size_t>(-1);
  constexpr std::size_t kFewErrors = 200;
  const bool valid_utf8 = !first_invalid_utf8(bytes);
  const bool several_bytes = !charset.empty() && !has_one_byte_a_character(charset);
  if (several_bytes && !(valid_utf8 && is_surely_utf8(bytes))) {
    if (auto text = decode_declared(bytes, charset, kNoError)) return *std::move(text);
  }
  if (may_be_iso_2022(bytes)) {
    const std::string detected = detect(bytes);
    if (detected.starts_with("ISO-2022")) return decode_detected(bytes, detected);
  }
  if (valid_utf8) return from_utf8(std::string(bytes));
  if (auto text = decode_declared(bytes, charset, kNoError)) return *std::move(text);
  if (is_nearly_utf8(bytes)) return from_utf8(to_valid_utf8(bytes));
  if (auto text = decode_declared(bytes, charset, kFewErrors)) return *std::move(text);
  return decode_detected(bytes, detect(bytes));
}

}  // namespace

Result<DecodedText> decode(std::string_view bytes, std::string_view declared) {
  if (bytes.size() > kMaxBytes) {
    return Error{ErrorCode::kTooLarge,
                 format("{} bytes are over the limit of {} for one text", bytes.size(), kMaxBytes),
                 ""};
  }
  for (const ByteOrderMark& mark : kByteOrderMarks) {
    if (bytes.starts_with(mark.bytes)) {
      return decode_marked(bytes.substr(mark.bytes.size()), mark.charset);
    }
  }
  const std::string charset = charset_meant(declared);
  if (const auto order = byte_order_of(bytes, charset)) {
    return decode_marked(bytes, order->c_str());
  }
  if (auto error = find_binary(bytes)) return *std::move(error);
  return decode_unmarked(bytes, charset);
}

}  // namespace quire::text
