#include "daemon/protocol/framing.h"

#include <algorithm>
#include <charconv>

#include "index/base/format.h"

namespace quire::protocol {
namespace {

constexpr std::string_view kSpace = " \t\r\n";
constexpr std::size_t kMaxHeader = 1024;

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
  buffer_.erase(0, std::min(buffer_.find_first_not_of(kSpace), buffer_.size()));
  if (buffer_.empty()) return;
  if (buffer_.front() == 'C' || buffer_.front() == 'c') {
    framing_ = Framing::kContentLength;
  } else if (buffer_.front() == '[') {
    const std::size_t second = buffer_.find_first_not_of(kSpace, 1);
    if (second == std::string::npos && buffer_.find('\n') == std::string::npos &&
        buffer_.size() < max_bytes_) {
      return;
    }
    const bool number =
        second != std::string::npos && buffer_[second] >= '0' && buffer_[second] <= '9';
    framing_ = number ? Framing::kVim : Framing::kLines;
  } else {
    framing_ = Framing::kLines;
  }
}

std::optional<Frame> FrameDecoder::take(std::size_t size, std::size_t with_end) {
  Frame frame{buffer_.substr(0, size), std::nullopt};
  buffer_.erase(0, with_end);
  scanned_ = 0;
  return frame;
}

Frame FrameDecoder::too_large() {
  buffer_.clear();
  buffer_.shrink_to_fit();
  scanned_ = 0;
  return {{},
          Error{ErrorCode::kTooLarge, format("the request is longer than {} bytes", max_bytes_),
                "raise limits.request_bytes, or ask for less at a time"}};
}

std::optional<Frame> FrameDecoder::next_line() {
  while (true) {
    const std::size_t end = buffer_.find('\n', scanned_);
    if (end == std::string::npos) {
      scanned_ = buffer_.size();
      if (buffer_.size() <= max_bytes_) return std::nullopt;
      skipping_line_ = true;
      return too_large();
    }
    if (end > max_bytes_) {
      std::string rest = buffer_.substr(end + 1);
      Frame frame = too_large();
      buffer_ = std::move(rest);
      return frame;
    }
    if (buffer_.find_first_not_of(kSpace) < end) return take(end, end + 1);
    (void)take(end, end + 1);  // a blank line
  }
}

std::optional<Frame> FrameDecoder::next_vim() {
  for (; scanned_ < buffer_.size(); ++scanned_) {
    const char c = buffer_[scanned_];
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
    const bool ends = depth_ <= 0 && !in_string_ && kSpace.find(c) == std::string_view::npos;
    // A line end inside a string is no JSON: the message is over, whatever it was.
    const bool broken_off = c == '\n' && (in_string_ || depth_ > 0);
    if (ends || broken_off) {
      depth_ = 0;
      in_string_ = false;
      escaped_ = false;
      return take(scanned_ + 1, scanned_ + 1);
    }
  }
  if (buffer_.size() <= max_bytes_) return std::nullopt;
  depth_ = 0;
  in_string_ = false;
  escaped_ = false;
  skipping_line_ = true;  // Vim ends every message with a newline
  return too_large();
}

std::optional<Frame> FrameDecoder::next_content_length() {
  const std::size_t end = buffer_.find("\r\n\r\n");
  const bool endless = end == std::string::npos && buffer_.size() > kMaxHeader;
  if (end == std::string::npos && !endless) return std::nullopt;
  const auto length =
      endless ? std::nullopt : content_length(std::string_view(buffer_).substr(0, end));
  if (!length) {
    broken_ = true;
    buffer_.clear();
    return Frame{{},
                 Error{ErrorCode::kInvalidArgument, "no Content-Length header where one must stand",
                       "send \"Content-Length: N\\r\\n\\r\\n\" and N bytes of JSON"}};
  }
  const std::size_t start = end + 4;
  if (*length > max_bytes_) {
    const std::size_t here = std::min(*length, buffer_.size() - start);
    std::string rest = buffer_.substr(start + here);
    skipping_bytes_ = *length - here;
    Frame frame = too_large();
    buffer_ = std::move(rest);
    return frame;
  }
  if (buffer_.size() - start < *length) return std::nullopt;
  Frame frame{buffer_.substr(start, *length), std::nullopt};
  buffer_.erase(0, start + *length);
  return frame;
}

std::string encode_frame(Framing framing, std::string message) {
  if (framing == Framing::kContentLength) {
    return format("Content-Length: {}\r\n\r\n{}", message.size(), message);
  }
  message.push_back('\n');
  return message;
}

}  // namespace quire::protocol
