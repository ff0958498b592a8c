// A stream of a client's. However it arrives it comes apart in the same frames, nothing is kept
// past the limit, and every frame becomes requests whose parameters can be asked for.

#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/protocol/framing.h"
#include "daemon/protocol/request.h"
#include "daemon/protocol/response.h"

namespace {

using namespace quire::protocol;

constexpr std::size_t kMaxBytes = 512;
constexpr std::size_t kMaxHeader = 2048;

void require(bool condition) {
  if (!condition) std::abort();
}

std::vector<std::string> frames_of(std::string_view stream, std::size_t chunk, Framing& framing) {
  FrameDecoder decoder(kMaxBytes);
  std::vector<std::string> frames;
  while (!stream.empty()) {
    decoder.feed(stream.substr(0, chunk));
    stream.remove_prefix(std::min(chunk, stream.size()));
    while (const auto frame = decoder.next()) {
      frames.push_back(frame->error ? "!" + frame->error->message : frame->text);
      require(frame->text.size() <= kMaxBytes);
    }
    require(decoder.buffered() <= kMaxBytes + kMaxHeader);
  }
  framing = decoder.framing();
  return frames;
}

void read_params(const Params& params) {
  (void)decode_search(params);
  (void)decode_get(params);
  (void)decode_sync(params);
  (void)decode_reindex(params);
  (void)decode_status(params);
  (void)decode_shutdown(params);
  (void)decode_cancel(params);
}

void read_requests(std::string_view text, bool vim) {
  const Incoming incoming = parse_incoming(text, vim);
  require(!incoming.requests.empty());
  for (const Request& request : incoming.requests) {
    read_params(request.params);
    if (request.error) (void)encode_error(request.id, *request.error);
  }
}

void read_responses(std::string_view text) {
  const auto response = parse_response(text);
  if (!response) return;
  (void)decode_search_response(response->result);
  (void)decode_get_response(response->result);
  (void)decode_sync_response(response->result);
  (void)decode_reindex_response(response->result);
  (void)decode_reindex_progress(response->params);
  (void)decode_status_response(response->result);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view stream(reinterpret_cast<const char*>(data), size);
  Framing framing = Framing::kUnknown;
  Framing framing_by_byte = Framing::kUnknown;
  const auto frames = frames_of(stream, std::max<std::size_t>(size, 1), framing);
  require(frames == frames_of(stream, 1, framing_by_byte));
  require(framing == framing_by_byte);
  for (const std::string& frame : frames) {
    read_requests(frame, framing == Framing::kVim);
    read_responses(frame);
  }
  return 0;
}
