#include "daemon/remotes/remote.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include "index/base/format.h"

namespace quire::remotes {
namespace {

using std::chrono::milliseconds;

// Of one answer.
constexpr std::size_t kMaxAnswer = 64U << 20;
// Requests that the other side has not read.
constexpr std::size_t kMaxUnread = 1U << 20;
// After a failure: a search should not wait for a connection again and again.
constexpr milliseconds kPause{1000};
// So often in a row it may take too long before a new connection is tried.
constexpr std::uint32_t kMostSilent = 3;

}  // namespace

std::uint64_t id_of_response(std::string_view text) {
  constexpr std::string_view kBegin = R"({"jsonrpc":"2.0","id":)";
  std::uint64_t id = 0;
  if (!text.starts_with(kBegin)) return 0;
  text.remove_prefix(kBegin.size());
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), id);
  return error == std::errc{} && end != text.data() + text.size() && *end == ',' ? id : 0;
}

Remote::Remote(loop::Loop& loop, const Clock& clock, RemoteOptions options)
    : loop_(loop), clock_(clock), options_(std::move(options)), timer_(loop) {
  status_.name = options_.name;
}

RemoteStatus Remote::status() const {
  RemoteStatus status = status_;
  status.connected = peer_ != nullptr;
  return status;
}

Result<void> Remote::connect() {
  if (peer_) return {};
  if (clock_.now() < next_try_) return broken_;
  auto peer = options_.command.empty() ? loop::Peer::at_socket(loop_, options_.socket)
                                       : loop::Peer::of_program(loop_, options_.command);
  if (!peer) {
    broken_ = peer.error();
    next_try_ = clock_.now() + kPause;
    return broken_;
  }
  peer_ = *std::move(peer);
  decoder_ = std::make_unique<protocol::FrameDecoder>(kMaxAnswer);
  silent_ = 0;
  peer_->stream().set_callbacks(
      {[this](std::string_view bytes) { on_read(bytes); },
       [this](std::optional<Error> error) {
         hang_up(error.value_or(Error{ErrorCode::kIo, "it has closed the connection", {}}));
       },
       {}});
  peer_->stream().resume_reading();
  return {};
}

Remote::RequestId Remote::ask(const std::function<std::string(RequestId)>& request,
                              milliseconds timeout, Done done) {
  ++status_.asked;
  const RequestId id = ++last_id_;
  const SteadyTime now = clock_.now();
  waiting_[id] = {std::move(done), now, now + std::min(timeout, options_.timeout)};
  if (const auto connected = connect(); !connected) {
    finish(id, connected.error());
  } else if (peer_->stream().queued_bytes() > kMaxUnread) {
    finish(id, Error{ErrorCode::kBusy, "it does not read what it is sent", {}});
  } else {
    peer_->stream().write(protocol::encode_frame(protocol::Framing::kLines, request(id)));
    wait_for_the_next();
  }
  return id;
}

void Remote::take_back(RequestId id) {
  if (!waiting_.contains(id)) return;
  if (peer_) send_cancellation(id);
  finish(id, Error{ErrorCode::kCancelled, "the request was cancelled", {}});
}

void Remote::send_cancellation(RequestId id) {
  peer_->stream().write(protocol::encode_frame(
      protocol::Framing::kLines,
      format(R"({{"jsonrpc":"2.0","method":"$/cancelRequest","params":{{"id":{}}}}})", id)));
}

void Remote::on_read(std::string_view bytes) {
  decoder_->feed(bytes);
  // An answer may lead to one being asked again, and that to a connection's end.
  while (decoder_) {
    auto frame = decoder_->next();
    if (!frame) return;
    if (frame->error) return hang_up(*frame->error);
    on_response(std::move(frame->text));
  }
}

void Remote::on_response(std::string text) {
  silent_ = 0;
  status_.error.clear();
  if (const RequestId id = id_of_response(text); id != 0) finish(id, std::move(text));
}

void Remote::hang_up(const Error& why) {
  broken_ = why;
  next_try_ = clock_.now() + kPause;
  peer_.reset();
  decoder_.reset();
  while (!waiting_.empty()) finish(waiting_.begin()->first, why);
}

void Remote::finish(RequestId id, Result<std::string> response) {
  const auto found = waiting_.find(id);
  if (found == waiting_.end()) return;
  const Waiting waiting = std::move(found->second);
  waiting_.erase(found);
  if (response) {
    status_.took = std::chrono::duration_cast<milliseconds>(clock_.now() - waiting.since);
  } else {
    ++status_.failed;
    status_.error = response.error().message;
  }
  waiting.done(std::move(response));
}

void Remote::look_at_the_clock() {
  const SteadyTime now = clock_.now();
  std::vector<RequestId> late;
  for (const auto& [id, waiting] : waiting_) {
    if (waiting.until <= now) late.push_back(id);
  }
  const Error too_late{ErrorCode::kDeadlineExceeded, "it does not answer in time", {}};
  for (const RequestId id : late) finish(id, too_late);
  silent_ += static_cast<std::uint32_t>(late.size());
  if (silent_ >= kMostSilent && peer_) hang_up(too_late);
  wait_for_the_next();
}

void Remote::wait_for_the_next() {
  if (waiting_.empty()) return timer_.stop();
  const auto next = std::min_element(
      waiting_.begin(), waiting_.end(),
      [](const auto& a, const auto& b) { return a.second.until < b.second.until; });
  const auto delay = std::chrono::ceil<milliseconds>(next->second.until - clock_.now());
  timer_.start(std::max(delay, milliseconds(1)), [this] { look_at_the_clock(); });
}

}  // namespace quire::remotes
