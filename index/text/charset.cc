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

bool is_control(char c) {
  constexpr char kEscape = 0x1B;
  constexpr char kDelete = 0x7F;
  if (c == kDelete) return true;
  const bool low = static_cast<unsigned char>(c) < 0x20;
  return low && c != '\t' && c != '\n' && c != '\f' && c != '\r' && c != kEscape;
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
  const auto controls =
      static_cast<std::size_t>(std::count_if(bytes.begin(), bytes.end(), is_control));
  if (controls * kCharactersPerControl <= bytes.size()) return std::nullopt;
  const auto first = std::find_if(bytes.begin(), bytes.end(), is_control);
  return binary_error(static_cast<std::size_t>(first - bytes.begin()),
                      static_cast<unsigned char>(*first));
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

}  // namespace

Result<DecodedText> decode(std::string_view bytes) {
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
  if (auto error = find_binary(bytes)) return *std::move(error);
  if (may_be_iso_2022(bytes)) {
    const std::string charset = detect(bytes);
    if (charset.starts_with("ISO-2022")) return decode_detected(bytes, charset);
  }
  if (!first_invalid_utf8(bytes)) return DecodedText{std::string(bytes), "UTF-8"};
  if (is_nearly_utf8(bytes)) return DecodedText{to_valid_utf8(bytes), "UTF-8"};
  return decode_detected(bytes, detect(bytes));
}

}  // namespace quire::text
