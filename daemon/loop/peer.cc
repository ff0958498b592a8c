#include "daemon/loop/peer.h"

#include <fcntl.h>
#include <sys/socket.h>

#include <array>
#include <cerrno>
#include <csignal>

#include "daemon/loop/socket_address.h"
#include "index/base/format.h"

namespace quire::loop {

// libuv takes the child's end only if the handle is still there: it lives until then.
class Peer::Program {
 public:
  [[nodiscard]] static Result<std::unique_ptr<Program>> start(
      Loop& loop, const std::vector<std::string>& command, int fd) {
    std::vector<std::string> words = command;
    std::vector<char*> arguments;
    for (std::string& word : words) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    std::array<uv_stdio_container_t, 3> stdio{};
    for (std::size_t i = 0; i < stdio.size(); ++i) {
      stdio.at(i).flags = UV_INHERIT_FD;
      stdio.at(i).data.fd = i < 2 ? fd : STDERR_FILENO;
    }
    uv_process_options_t options{};
    options.exit_cb = [](uv_process_t* ended, std::int64_t, int) { close(ended); };
    options.file = arguments.front();
    options.args = arguments.data();
    options.flags = UV_PROCESS_DETACHED;
    options.stdio_count = static_cast<int>(stdio.size());
    options.stdio = stdio.data();
    auto handle = std::make_unique<uv_process_t>();
    handle->data = nullptr;
    uv_process_t* process = handle.release();
    if (const int status = uv_spawn(loop.raw(), process, &options); status < 0) {
      close(process);
      return error_from_uv(status, format("start {}", command.front()));
    }
    return std::unique_ptr<Program>(new Program(process));
  }

  ~Program() {
    if (process_ == nullptr) return;
    process_->data = nullptr;
    ::kill(-process_->pid, SIGKILL);
  }
  Program(const Program&) = delete;
  Program& operator=(const Program&) = delete;

 private:
  explicit Program(uv_process_t* process) : process_(process) { process->data = this; }

  static void close(uv_process_t* process) {
    if (auto* owner = static_cast<Program*>(process->data)) owner->process_ = nullptr;
    uv_close(reinterpret_cast<uv_handle_t*>(process), [](uv_handle_t* closed) {
      std::unique_ptr<uv_process_t>(reinterpret_cast<uv_process_t*>(closed)).reset();
    });
  }

  uv_process_t* process_;  // null once it has ended
};

Peer::Peer(Loop& loop) : stream_(loop) {}

Peer::~Peer() = default;

Result<void> Peer::open(UniqueFd socket) {
  auto* pipe = reinterpret_cast<uv_pipe_t*>(stream_.raw());
  if (const int status = uv_pipe_open(pipe, socket.get()); status < 0) {
    return error_from_uv(status, "open a socket");
  }
  (void)socket.release();  // the handle closes it from now on
  return {};
}

Result<std::unique_ptr<Peer>> Peer::at_socket(Loop& loop, const std::string& path) {
  const auto address = socket_address(path);
  if (!address) return address.error();
  UniqueFd socket(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
  if (!socket.valid()) return error_from_errno(errno, "create a socket");
  // Of a Unix socket this never waits: it is EAGAIN when too many stand in line.
  if (::connect(socket.get(), reinterpret_cast<const sockaddr*>(&*address), sizeof *address) != 0) {
    return error_from_errno(errno, format("connect to {}", path));
  }
  std::unique_ptr<Peer> peer(new Peer(loop));
  if (auto opened = peer->open(std::move(socket)); !opened) return opened.error();
  return peer;
}

Result<std::unique_ptr<Peer>> Peer::of_program(Loop& loop,
                                               const std::vector<std::string>& command) {
  std::array<int, 2> ends{};
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0) {
    return error_from_errno(errno, "create a pair of sockets");
  }
  UniqueFd ours(ends[0]);
  const UniqueFd theirs(ends[1]);
  std::unique_ptr<Peer> peer(new Peer(loop));
  auto program = Program::start(loop, command, theirs.get());
  if (!program) return program.error();
  peer->program_ = *std::move(program);
  if (auto opened = peer->open(std::move(ours)); !opened) return opened.error();
  return peer;
}

}  // namespace quire::loop
