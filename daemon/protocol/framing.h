#pragma once
// Where one message ends and the next begins. The first byte of a connection tells its framing, and
// answers go out in kind:
//   {   one JSON object a line
//   [   a batch of objects on one line; or, when a number follows, Vim's JSON channel
//   C   Content-Length headers, as in the Language Server Protocol
// Pure classes; owned by one thread.

#include <cstddef>
#include <deque>
#include <optional>
#include <string>
#include <string_view>

#include "index/base/result.h"

namespace quire::protocol {

enum class Framing : std::uint8_t { kUnknown, kLines, kVim, kContentLength };

struct Frame {
  std::string text;            // one JSON text, if there is no error
  std::optional<Error> error;  // kTooLarge: skipped, the next frame is read as ever;
                               // kInvalidArgument: the stream makes no sense from here on
};

class FrameDecoder {
 public:
  // A message may have `max_bytes`; a longer one is skipped without being kept.
  explicit FrameDecoder(std::size_t max_bytes);

  void feed(std::string_view bytes);
  // The next whole message, if there is one.
  [[nodiscard]] std::optional<Frame> next();

  [[nodiscard]] Framing framing() const { return framing_; }
  // Bytes that are kept for a message that is not whole yet.
  [[nodiscard]] std::size_t buffered() const { return pending().size(); }

 private:
  void detect();
  std::optional<Frame> next_line();
  std::optional<Frame> next_vim();
  std::optional<Frame> next_content_length();
  [[nodiscard]] bool ends_vim_message(char c);
  void skip_space();
  Frame take(std::size_t size, std::size_t with_end);
  Frame too_large(std::size_t size);
  void drop(std::size_t size);
  [[nodiscard]] std::string_view pending() const {
    return std::string_view(buffer_).substr(begin_);
  }

  const std::size_t max_bytes_;
  Framing framing_ = Framing::kUnknown;
  std::string buffer_;
  std::size_t begin_ = 0;    // where in buffer_ the next message begins
  std::size_t scanned_ = 0;  // bytes of pending() that hold no end of message

  bool skipping_line_ = false;
  std::size_t skipping_bytes_ = 0;
  bool broken_ = false;

  // Vim: where the scanner stands within the JSON text.
  int depth_ = 0;
  bool in_string_ = false;
  bool escaped_ = false;
};

// `message` as it goes over the wire in `framing`. For Vim the message already has its channel
// number around it.
[[nodiscard]] std::string encode_frame(Framing framing, std::string message);

}  // namespace quire::protocol
