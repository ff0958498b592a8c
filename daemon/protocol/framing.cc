#include "daemon/protocol/framing.h"

#include <algorithm>
#include <charconv>

#include "index/base/format.h"

namespace quire::protocol {
namespace {

constexpr std::string_view kSpace = " \t\r\n";
constexpr std::size_t kMaxHeader = 1024;
constexpr std::size_t kKeptCapacity = 4U << 10;  // of an empty buffer; there is one a connection

// The value of the Content-Length header among `headers`.
std::optional<std::size_t> content_length(std::string_view headers) {
  constexpr std::string_view kName = "content-length:";
  while (!headers.empty()) {
    const std::size_t end = std::min(headers.find("\r\n"), headers.size());
    std::string line(headers.substr(0, end));
    headers.remove_prefix(std::min(end + 2, headers.size()));
    std::transform(line.begin(), line.end(), line.begin(), [](char c) {
      return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    if (!line.starts_with(kName)) continue;
    const std::size_t start = line.find_first_not_of(' ', kName.size());
    if (start == std::string::npos) return std::nullopt;
    std::size_t value = 0;
    const char* last = line.data() + line.size();
    const auto [stop, error] = std::from_chars(line.data() + start, last, value);
    if (error != std::errc{} || stop != last) return std::nullopt;
    return value;
  }
  return std::nullopt;
}

}  // namespace

FrameDecoder::FrameDecoder(std::size_t max_bytes) : max_bytes_(max_bytes) {}

void FrameDecoder::feed(std::string_view bytes) {
  if (broken_) return;
  if (skipping_bytes_ > 0) {
    const std::size_t skipped = std::min(skipping_bytes_, bytes.size());
    skipping_bytes_ -= skipped;
    bytes.remove_prefix(skipped);
  }
  if (skipping_line_) {
    const std::size_t end = bytes.find('\n');
    if (end == std::string_view::npos) return;
    skipping_line_ = false;
    bytes.remove_prefix(end + 1);
  }
  buffer_.erase(0, begin_);
  begin_ = 0;
  buffer_ += bytes;
}

std::optional<Frame> FrameDecoder::next() {
  if (broken_) return std::nullopt;
  if (framing_ == Framing::kUnknown) detect();
  switch (framing_) {
    case Framing::kUnknown:
      return std::nullopt;
    case Framing::kLines:
      return next_line();
    case Framing::kVim:
      return next_vim();
    case Framing::kContentLength:
      return next_content_length();
  }
  return std::nullopt;
}

void FrameDecoder::detect() {
  skip_space();
  const std::string_view text = pending();
  if (text.empty()) return;
  if (text.front() == 'C' || text.front() == 'c') {
    framing_ = Framing::kContentLength;
  } else if (text.front() == '[') {
    // As far as the line goes, and no farther than a message may be long.
    const std::size_t second = text.substr(0, max_bytes_).find_first_not_of(" \t\r", 1);
    if (second == std::string_view::npos && text.size() < max_bytes_) return;
    const bool number =
        second != std::string_view::npos && text[second] >= '0' && text[second] <= '9';
    framing_ = number ? Framing::kVim : Framing::kLines;
  } else {
    framing_ = Framing::kLines;
  }
}

// In front of a message white space means nothing, however much of it there is.
void FrameDecoder::skip_space() {
  if (scanned_ == 0) drop(std::min(pending().find_first_not_of(kSpace), pending().size()));
}

void FrameDecoder::drop(std::size_t size) {
  // What is left moves to the front with the next feed(), not with every message.
  begin_ += size;
  scanned_ = 0;
  depth_ = 0;
  in_string_ = false;
  escaped_ = false;
  if (begin_ < buffer_.size()) return;
  begin_ = 0;
  buffer_.clear();
  if (buffer_.capacity() > kKeptCapacity) buffer_.shrink_to_fit();
}

Frame FrameDecoder::take(std::size_t size, std::size_t with_end) {
  Frame frame{std::string(pending().substr(0, size)), std::nullopt};
  drop(with_end);
  return frame;
}

Frame FrameDecoder::too_large(std::size_t size) {
  drop(size);
  return {{},
          Error{ErrorCode::kTooLarge, format("the request is longer than {} bytes", max_bytes_),
                "raise limits.request_bytes, or ask for less at a time"}};
}

std::optional<Frame> FrameDecoder::next_line() {
  skip_space();
  const std::size_t size = pending().size();
  const std::size_t end = pending().find('\n', scanned_);
  if (end == std::string_view::npos) {
    scanned_ = size;
    if (size <= max_bytes_) return std::nullopt;
    skipping_line_ = true;
    return too_large(size);
  }
  if (end > max_bytes_) return too_large(end + 1);
  return take(end, end + 1);
}

// Whether the message is over with `c`, the next of its characters.
bool FrameDecoder::ends_vim_message(char c) {
  // A line end inside a message is not Vim's: the message is over, whatever it was.
  if (c == '\n') return true;
  if (escaped_) {
    escaped_ = false;
  } else if (in_string_) {
    if (c == '\\') escaped_ = true;
    if (c == '"') in_string_ = false;
  } else if (c == '"') {
    in_string_ = true;
  } else if (c == '[' || c == '{') {
    ++depth_;
  } else if (c == ']' || c == '}') {
    --depth_;
  }
  return depth_ == 0;
}

std::optional<Frame> FrameDecoder::next_vim() {
  skip_space();
  const std::string_view text = pending();
  if (text.empty()) return std::nullopt;
  // No message of Vim's begins so; it is refused as a whole, not character by character.
  if (text.front() != '[' && text.front() != '{') return next_line();
  const std::size_t until = std::min(text.size(), max_bytes_);
  while (scanned_ < until) {
    const bool ends = ends_vim_message(text[scanned_]);
    ++scanned_;
    if (ends) return take(scanned_, scanned_);
  }
  if (text.size() <= max_bytes_) return std::nullopt;
  // Vim ends every message with a newline, so the next one begins behind it.
  const std::size_t end = text.find('\n', max_bytes_);
  if (end != std::string_view::npos) return too_large(end + 1);
  skipping_line_ = true;
  return too_large(text.size());
}

std::optional<Frame> FrameDecoder::next_content_length() {
  const std::string_view text = pending();
  constexpr std::string_view kEnd = "\r\n\r\n";
  const std::size_t end = text.substr(0, kMaxHeader + kEnd.size()).find(kEnd);
  const bool endless = end == std::string_view::npos && text.size() >= kMaxHeader + kEnd.size();
  if (end == std::string_view::npos && !endless) return std::nullopt;
  const auto length = endless ? std::nullopt : content_length(text.substr(0, end));
  if (!length) {
    broken_ = true;
    drop(text.size());
    return Frame{{},
                 Error{ErrorCode::kInvalidArgument, "no Content-Length header where one must stand",
                       "send \"Content-Length: N\\r\\n\\r\\n\" and N bytes of JSON"}};
  }
  const std::size_t start = end + kEnd.size();
  const std::size_t here = std::min(*length, text.size() - start);
  if (*length > max_bytes_) {
    skipping_bytes_ = *length - here;
    return too_large(start + here);
  }
  if (here < *length) return std::nullopt;
  drop(start);
  return take(*length, *length);
}

std::string encode_frame(Framing framing, std::string message) {
  if (framing == Framing::kContentLength) {
    return format("Content-Length: {}\r\n\r\n{}", message.size(), message);
  }
  message.push_back('\n');
  return message;
}

}  // namespace quire::protocol
