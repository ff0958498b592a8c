#include "daemon/server/session.h"

#include <utility>
#include <vector>

#include "index/base/format.h"

namespace quire::server {
namespace {

// Requests that are taken from one client before the others have their turn.
constexpr std::size_t kRequestsInTurn = 16;
// How long a client waits for its next turn that has asked more than it may.
constexpr std::chrono::milliseconds kTurnedAway{10};

}  // namespace

// The answers of a batch go out together, once all are there.
struct Session::Batch {
  std::size_t open = 0;
  std::size_t bytes = 0;
  std::vector<std::string> responses;
};

Session::Session(loop::Loop& loop, std::unique_ptr<loop::PipeStream> stream, SessionLimits limits,
                 commands::Context& context, log::Logger& log, SessionEvents events)
    : loop_(loop),
      stream_(std::move(stream)),
      limits_(limits),
      context_(context),
      log_(log),
      events_(std::move(events)),
      decoder_(limits.request_bytes),
      client_(std::make_shared<commands::ClientState>()),
      turn_timer_(loop),
      stall_timer_(loop) {
  loop_.assert_on_thread();
}

Session::~Session() {
  for (const auto& [id, outstanding] : outstanding_) *outstanding.cancelled = true;
}

void Session::start() {
  connect_client();
  stream_->set_callbacks({[this](std::string_view bytes) { on_read(bytes); },
                          [this](const std::optional<Error>& error) {
                            // Who has closed only its sending half still wants the answers.
                            error ? end(error->message) : finish();
                          },
                          [this] { on_drained(); }});
  stream_->resume_reading();
}

void Session::refuse(const protocol::RpcError& error) {
  start();
  finishing_ = true;
  stream_->pause_reading();
  send(protocol::encode_error("null", error));
}

void Session::finish() {
  finishing_ = true;
  stream_->pause_reading();
  end_if_finished();
}

void Session::on_read(std::string_view bytes) {
  const auto alive = shared_from_this();
  decoder_.feed(bytes);
  read_frames();
  account();
}

void Session::read_frames() {
  const auto alive = shared_from_this();
  while (!paused_ && !finishing_ && !ended_ && !turn_timer_.active()) {
    auto frame = decoder_.next();
    if (!frame) return;
    on_frame(*std::move(frame));
    if (requests_in_turn_ >= kRequestsInTurn) end_turn();
  }
}

void Session::end_turn() {
  requests_in_turn_ = 0;
  if (ended_) return;
  stream_->pause_reading();
  const auto wait = std::exchange(turned_away_, false) ? kTurnedAway : std::chrono::milliseconds{0};
  turn_timer_.start(wait, [this] { take_turn(); });
}

void Session::take_turn() {
  const auto alive = shared_from_this();
  read_frames();
  if (!paused_ && !finishing_ && !ended_ && !turn_timer_.active()) stream_->resume_reading();
  account();
}

void Session::on_frame(protocol::Frame frame) {
  if (frame.error) {
    const bool lost = frame.error->code == ErrorCode::kInvalidArgument;
    protocol::RpcError error = protocol::to_rpc(*frame.error);
    if (lost) error.code = protocol::code::kParseError;
    if (lost) finishing_ = true;
    return send(protocol::encode_error("null", error));
  }
  auto incoming =
      protocol::parse_incoming(frame.text, decoder_.framing() == protocol::Framing::kVim);
  const auto batch = incoming.batch ? std::make_shared<Batch>() : nullptr;
  if (batch) {
    for (const auto& request : incoming.requests)
      batch->open += request.is_notification() ? 0U : 1U;
  }
  const std::size_t bytes = frame.text.size() / incoming.requests.size();
  requests_in_turn_ += incoming.requests.size();
  for (protocol::Request& request : incoming.requests) {
    on_request(std::move(request), bytes, batch, incoming.vim_channel);
  }
}

std::optional<Error> Session::too_much_in_work(std::size_t bytes) const {
  const std::string hint = "wait for answers before asking more";
  if (outstanding_.size() >= limits_.outstanding) {
    return Error{ErrorCode::kBusy,
                 format("{} requests of this connection have no answer yet", limits_.outstanding),
                 hint};
  }
  if (work_bytes_ > 0 && work_bytes_ + bytes > limits_.request_bytes) {
    return Error{ErrorCode::kBusy,
                 format("requests of {} bytes of this connection have no answer yet", work_bytes_),
                 hint};
  }
  return std::nullopt;
}

void Session::on_request(protocol::Request request, std::size_t bytes,
                         const std::shared_ptr<Batch>& batch, const std::string& vim_channel) {
  if (request.is_notification()) return on_notification(request);
  if (request.error) {
    return answer(batch, vim_channel, request.id,
                  protocol::encode_error(request.id, *request.error));
  }
  if (const auto error = too_much_in_work(bytes)) {
    turned_away_ = true;
    return answer(batch, vim_channel, request.id,
                  protocol::encode_error(request.id, protocol::to_rpc(*error)));
  }
  commands::Call call;
  call.cancelled = std::make_shared<std::atomic<bool>>(false);
  call.client = client_;
  const auto entry = outstanding_.emplace(request.id, Outstanding{call.cancelled, bytes});
  work_bytes_ += bytes;
  connect_call(call, entry, batch, vim_channel);
  call.request = std::move(request);
  commands::dispatch(context_, std::move(call));
}

void Session::connect_call(commands::Call& call, OutstandingMap::iterator entry,
                           const std::shared_ptr<Batch>& batch, const std::string& vim_channel) {
  const auto weak = weak_from_this();
  call.respond = [weak, entry, batch, vim_channel](std::string response) {
    const auto session = weak.lock();
    if (!session) return;
    const std::string id = entry->first;
    session->work_bytes_ -= entry->second.bytes;
    session->outstanding_.erase(entry);
    session->answer(batch, vim_channel, id, std::move(response));
  };
  call.notify = [weak](std::string message) {
    if (const auto session = weak.lock()) session->notify(std::move(message));
  };
  call.when_cancelled = [weak, entry](std::function<void()> taken_back) {
    if (const auto session = weak.lock()) entry->second.taken_back = std::move(taken_back);
  };
}

void Session::on_notification(const protocol::Request& request) {
  // A notification has no answer, whatever is wrong with it; one that asks for nothing we do is
  // passed over.
  if (request.error || request.method != "$/cancelRequest") return;
  const auto id = protocol::decode_cancel(request.params);
  if (!id) return;
  const auto [first, last] = outstanding_.equal_range(*id);
  // What is called may answer, and so change what is outstanding.
  std::vector<std::function<void()>> taken_back;
  for (auto it = first; it != last; ++it) {
    *it->second.cancelled = true;
    if (it->second.taken_back) taken_back.push_back(it->second.taken_back);
  }
  for (const auto& call : taken_back) call();
}

void Session::answer(const std::shared_ptr<Batch>& batch, const std::string& vim_channel,
                     const std::string& id, std::string response) {
  if (!batch) {
    send(vim_channel.empty() ? std::move(response) : protocol::wrap_for_vim(vim_channel, response));
    return;
  }
  add_to_batch(*batch, id, std::move(response));
  if (--batch->open > 0) return account();
  batch_bytes_ -= batch->bytes;
  send(protocol::encode_batch(batch->responses));
}

void Session::add_to_batch(Batch& batch, const std::string& id, std::string response) {
  if (batch_bytes_ + response.size() > limits_.backlog_bytes) {
    const Error error{
        ErrorCode::kTooLarge,
        format("the answers of this batch have more than {} bytes together", limits_.backlog_bytes),
        "ask for less at a time, or raise limits.client_backlog_bytes"};
    response = protocol::encode_error(id, protocol::to_rpc(error));
  }
  batch.bytes += response.size();
  batch_bytes_ += response.size();
  batch.responses.push_back(std::move(response));
}

void Session::notify(std::string message) {
  // News is not worth a longer backlog.
  if (!paused_) tell(std::move(message));
}

void Session::tell(std::string message) { write(framed_news(std::move(message))); }

std::string Session::framed_news(std::string message) const {
  // Vim hands a message with the number 0 to the channel's callback.
  const bool vim = decoder_.framing() == protocol::Framing::kVim;
  return protocol::encode_frame(decoder_.framing(),
                                vim ? protocol::wrap_for_vim("0", message) : std::move(message));
}

void Session::connect_client() {
  const auto weak = weak_from_this();
  client_->push = [weak](std::vector<std::string> messages) {
    const auto session = weak.lock();
    if (!session || session->paused_ || session->ended_) return false;
    std::string frames;
    for (std::string& message : messages) frames += session->framed_news(std::move(message));
    session->write(std::move(frames));
    return true;
  };
  client_->tell = [weak](std::string message) {
    if (const auto session = weak.lock()) session->tell(std::move(message));
  };
}

void Session::send(std::string message) {
  write(protocol::encode_frame(decoder_.framing(), std::move(message)));
}

void Session::write(std::string frames) {
  if (ended_) return;
  const auto alive = shared_from_this();
  stream_->write(std::move(frames));
  pause_if_lagging();
  account();
}

void Session::pause_if_lagging() {
  const std::size_t queued = stream_->queued_bytes();
  // One answer may be longer than the whole backlog; what comes on top of it may not.
  if (paused_ && queued > limits_.backlog_bytes) return drop(queued);
  if (paused_ || queued <= limits_.backlog_bytes / 4) return;
  paused_ = true;
  stream_->pause_reading();
  watch_for_stall();
}

void Session::watch_for_stall() {
  queued_at_look_ = stream_->queued_bytes();
  stall_timer_.start(limits_.stall, [this] {
    const std::size_t queued = stream_->queued_bytes();
    if (queued < queued_at_look_) return watch_for_stall();
    drop(queued);
  });
}

void Session::drop(std::size_t unread) {
  log_.warn("dropped a client that has left {} bytes of answers unread", unread);
  end("it does not read");
}

void Session::drop_for_room() {
  if (ended_) return;
  const std::size_t held = held_bytes();
  // That it is told so costs a few bytes more, for a moment.
  events_.grown = nullptr;
  log_.warn("dropped the client that held most, {} bytes: there is no room for all", held);
  send(protocol::encode_error(
      "null", {protocol::code::kTooBusyOrTooLarge, "the daemon has no room for all its clients",
               "send and read less at a time, or raise limits.clients_bytes", std::nullopt}));
  end("there is no room");
}

void Session::on_drained() {
  const auto alive = shared_from_this();
  if (std::exchange(paused_, false)) {
    stall_timer_.stop();
    if (client_->drained) client_->drained();
    if (!turn_timer_.active()) take_turn();
  }
  end_if_finished();
  account();
}

void Session::end_if_finished() {
  if (finishing_ && outstanding_.empty() && stream_->queued_bytes() == 0) end("finished");
}

void Session::end(std::string_view reason) {
  if (std::exchange(ended_, true)) return;
  log_.debug("a connection has ended: {}", reason);
  stall_timer_.stop();
  turn_timer_.stop();
  stream_->pause_reading();
  for (const auto& [id, outstanding] : outstanding_) *outstanding.cancelled = true;
  if (const auto gone = std::exchange(client_->ended, nullptr)) gone();
  // The server lets go of us, perhaps for good; nothing may come after this.
  const auto closed = std::exchange(events_.closed, nullptr);
  if (closed) closed();
}

std::size_t Session::held_bytes() const {
  if (ended_) return 0;
  return decoder_.buffered() + work_bytes_ + batch_bytes_ + stream_->queued_bytes();
}

void Session::account() {
  const std::size_t held = held_bytes();
  const std::size_t before = std::exchange(accounted_, held);
  if (held > before && events_.grown) events_.grown(held - before);
}

}  // namespace quire::server
